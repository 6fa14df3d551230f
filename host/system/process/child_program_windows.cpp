#include "system/process/child_program.h"

#include "base/error.h"

namespace jit_console {

ChildProgram::ChildProgram() {
    throw Error(ErrorCode::usage, "exec and lend don't exist on Windows",
                "use an AWS profile: jit-console aws-profile add; or: jit-console credentials --format powershell");
}

int ChildProgram::run(std::vector<std::string>, const std::function<bool(std::string_view)>&,
                      std::vector<std::string>) const {
    return 1;
}

std::string ChildProgram::shell() { return ""; }

}  // namespace jit_console
