// Reading and writing the topics of a home.
#include "devices/topic.h"

#include "model/check.h"

namespace lamplight {

std::string_view name_of(Leaf leaf) {
  switch (leaf) {
    case Leaf::alarm:
      return "alarm";
    case Leaf::readings:
      return "readings";
    case Leaf::status:
      return "status";
    case Leaf::ack:
      return "ack";
    case Leaf::command:
      return "command";
    case Leaf::result:
      return "result";
  }
  LAMPLIGHT_CHECK(false && "a leaf outside the enumeration");
}

std::optional<Topic> read_topic(std::string_view topic) {
  if (topic.substr(0, k_topic_base.size()) != k_topic_base) return std::nullopt;
  topic.remove_prefix(k_topic_base.size());
  const auto first = topic.find('/');
  if (first == std::string_view::npos) return std::nullopt;
  const auto second = topic.find('/', first + 1);
  if (second == std::string_view::npos) return std::nullopt;

  const std::string_view district = topic.substr(0, first);
  const std::string_view device = topic.substr(first + 1, second - first - 1);
  const std::string_view last = topic.substr(second + 1);
  if (!is_name(district) || !is_name(device)) return std::nullopt;
  for (const Leaf leaf : {Leaf::alarm, Leaf::readings, Leaf::status, Leaf::ack, Leaf::command, Leaf::result}) {
    if (name_of(leaf) == last) return Topic{DistrictId{std::string(district)}, DeviceId{std::string(device)}, leaf};
  }
  return std::nullopt;
}

std::string write_topic(const Topic& topic) {
  std::string text{k_topic_base};
  text.append(topic.district.text()).append("/").append(topic.device.text()).append("/").append(name_of(topic.leaf));
  return text;
}

}  // namespace lamplight
