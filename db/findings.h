// Findings on MySQL. Made by the monitor's wiring; called by its watching and its telling thread.
#pragma once

#include "db/pool.h"
#include "devices/findings.h"

namespace lamplight::db {

class MySqlFindings final : public Findings {
 public:
  explicit MySqlFindings(Pool& pool) : pool_(pool) {}

  [[nodiscard]] Result<std::vector<Finding>, FindingsError> begin(const std::vector<Finding>& findings) override;
  [[nodiscard]] Result<Done, FindingsError> end(const std::vector<Finding>& findings) override;
  [[nodiscard]] Result<Done, FindingsError> received(const Finding& finding, bool ending) override;
  [[nodiscard]] Result<std::vector<Finding>, FindingsError> untold(std::size_t max) override;
  [[nodiscard]] Result<std::vector<Finding>, FindingsError> open() override;

 private:
  Pool& pool_;
};

}  // namespace lamplight::db
