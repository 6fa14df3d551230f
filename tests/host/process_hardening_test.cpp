#include "system/process/process_hardening.h"

#include <boost/test/unit_test.hpp>

#ifdef __linux__
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

BOOST_AUTO_TEST_SUITE(process_hardening)

#ifdef __linux__
BOOST_AUTO_TEST_CASE(the_process_can_be_dumped_and_traced_before_and_not_after_but_for_sanitizers) {
    const pid_t child = ::fork();
    BOOST_REQUIRE(child >= 0);
    if (child == 0) {
        const int before = ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0);
        jit_console::harden_process();
        ::_exit(before * 10 + ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0));
    }
    int status = 0;
    BOOST_REQUIRE(::waitpid(child, &status, 0) == child);
    BOOST_TEST(WEXITSTATUS(status) == (jit_console::kSanitized ? 11 : 10));
}
#endif

BOOST_AUTO_TEST_SUITE_END()
