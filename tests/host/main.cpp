#define BOOST_TEST_MODULE jit_console
#include <boost/test/unit_test.hpp>
