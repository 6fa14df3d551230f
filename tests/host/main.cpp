#define BOOST_TEST_MODULE jit_console
#ifdef JIT_CONSOLE_BOOST_TEST_INCLUDED
#include <boost/test/included/unit_test.hpp>
#else
#include <boost/test/unit_test.hpp>
#endif
