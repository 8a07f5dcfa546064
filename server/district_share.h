// Which districts of the topic tree are this monitor's (design §6). Read once from the settings; any thread.
//
// Monitors split the districts between them by setting; those that share one watch it twice, and the keys
// of the database make one of what both do.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "devices/topic.h"

namespace lamplight::server {

class DistrictShare {
 public:
  // Ids separated by commas; empty: all districts, those that are in no register too.
  explicit DistrictShare(std::string_view districts);

  [[nodiscard]] bool has(const DistrictId& district) const {
    return districts_.empty() || districts_.count(district) > 0;
  }
  // What stands before the leaf in a topic filter: "lamplight/v1/+/+/", or one for each district.
  [[nodiscard]] std::vector<std::string> bases() const;
  // The topic filters of that leaf.
  [[nodiscard]] std::vector<std::string> filters(Leaf leaf) const;

 private:
  std::set<DistrictId> districts_;
};

}  // namespace lamplight::server
