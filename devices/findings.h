// Where findings are kept until their alarm has been received and, when the cause is over, their end too.
//
// Implemented by db/ on MySQL and in memory. A monitor that restarts goes on with what it finds here, and
// two monitors that notice the same thing make one finding of it. Any thread; each call is one transaction.
#pragma once

#include <cstdint>
#include <vector>

#include "devices/finding.h"
#include "model/result.h"

namespace lamplight {

enum class FindingsError : std::uint8_t { unavailable };

class Findings {
 public:
  virtual ~Findings() = default;

  // Keeps those about whose subject the rule has none yet; answers with them. One whose device has an
  // open incident of its own making about the same kind of trouble (mains, battery) is not kept: the
  // device has said so itself.
  [[nodiscard]] virtual Result<std::vector<Finding>, FindingsError> begin(const std::vector<Finding>& findings) = 0;
  // The cause is over: ended_at and end_text are taken from these. Unknown and ended ones are passed over.
  [[nodiscard]] virtual Result<Done, FindingsError> end(const std::vector<Finding>& findings) = 0;
  // Its alarm has been received; `ending`: its end has, and the finding is forgotten.
  [[nodiscard]] virtual Result<Done, FindingsError> received(const Finding& finding, bool ending) = 0;
  // Those of which a home's alarm topic has still something to hear, oldest first, at most `max`.
  [[nodiscard]] virtual Result<std::vector<Finding>, FindingsError> untold(std::size_t max) = 0;
  // Those whose cause goes on.
  [[nodiscard]] virtual Result<std::vector<Finding>, FindingsError> open() = 0;
};

}  // namespace lamplight
