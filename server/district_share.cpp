// Splitting the setting; filters for all districts or for each.
#include "server/district_share.h"

#include <stdexcept>

namespace lamplight::server {

DistrictShare::DistrictShare(std::string_view districts) {
  while (!districts.empty()) {
    const std::size_t comma = districts.find(',');
    const std::string_view name = districts.substr(0, comma);
    if (!is_name(name))
      throw std::runtime_error("[monitor] districts names no district: \"" + std::string(name) + "\".");
    districts_.insert(DistrictId{std::string(name)});
    districts = comma == std::string_view::npos ? std::string_view{} : districts.substr(comma + 1);
  }
}

std::vector<std::string> DistrictShare::bases() const {
  const std::string base{k_topic_base};
  if (districts_.empty()) return {base + "+/+/"};
  std::vector<std::string> bases;
  for (const DistrictId& district : districts_) bases.push_back(base + district.text() + "/+/");
  return bases;
}

std::vector<std::string> DistrictShare::filters(Leaf leaf) const {
  std::vector<std::string> filters = bases();
  for (std::string& filter : filters) filter += name_of(leaf);
  return filters;
}

}  // namespace lamplight::server
