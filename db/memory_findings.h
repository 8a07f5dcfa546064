// Findings in memory: the twin of db/findings for simulations and tests. Any thread.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "devices/findings.h"

namespace lamplight::db {

class MemoryFindings final : public Findings {
 public:
  [[nodiscard]] Result<std::vector<Finding>, FindingsError> begin(const std::vector<Finding>& findings) override;
  [[nodiscard]] Result<Done, FindingsError> end(const std::vector<Finding>& findings) override;
  [[nodiscard]] Result<Done, FindingsError> received(const Finding& finding, bool ending) override;
  [[nodiscard]] Result<std::vector<Finding>, FindingsError> untold(std::size_t max) override;
  [[nodiscard]] Result<std::vector<Finding>, FindingsError> open() override;

 private:
  using Key = std::pair<std::string, std::string>;  // subject, rule

  mutable std::mutex mutex_;
  std::map<Key, Finding> findings_;  // guarded by mutex_
};

}  // namespace lamplight::db
