// The roster's holes as JSON.
#pragma once

#include <optional>
#include <string>

#include "dispatch/coverage.h"

namespace lamplight::server::http {

// The holes from `first` on, `holes_max` of them.
[[nodiscard]] std::string coverage_view(const Coverage& coverage, const CoverageWish& wish, const Town& town,
                                        std::size_t first, std::size_t holes_max,
                                        const std::optional<std::string>& next);

}  // namespace lamplight::server::http
