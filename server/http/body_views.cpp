// The strict reader on nlohmann's parser, whose own habits (last duplicate wins) are closed off here.
#include "server/http/body_views.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "model/limits.h"
#include "server/http/json_views.h"
#include "server/http/problem.h"

namespace lamplight::server::http {
namespace {

// Watches the parser: duplicate names and too many levels are refused while they are read.
class Watch {
 public:
  bool operator()(int depth, Json::parse_event_t event, Json& parsed) {
    if (static_cast<std::size_t>(depth) > limits::json_depth_max) fault_ = "It is nested too deeply.";
    if (event == Json::parse_event_t::object_start) names_.emplace_back();
    if (event == Json::parse_event_t::object_end) names_.pop_back();
    if (event == Json::parse_event_t::key && !names_.back().insert(parsed.get<std::string>()).second) {
      fault_ = "A member is there twice: " + parsed.get<std::string>() + ".";
    }
    return true;
  }
  [[nodiscard]] const std::string& fault() const { return fault_; }

 private:
  std::vector<std::set<std::string>> names_;
  std::string fault_;
};

}  // namespace

struct Body::Inside {
  Json json;
  std::string path;  // before the names in sentences: "contacts[2]."
  std::vector<std::string> faults;

  const Json* find(const std::string& name) const {
    const auto found = json.find(name);
    return found == json.end() || found->is_null() ? nullptr : &*found;
  }
  void refuse(const std::string& sentence) { faults.push_back(sentence); }
  void wrong(const std::string& name, const std::string& what) { refuse(path + name + " " + what + "."); }
};

Body::Body(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Body::~Body() = default;
Body::Body(Body&&) noexcept = default;
Body& Body::operator=(Body&&) noexcept = default;

Outcome<Body> Body::read(const std::string& text) {
  Watch watch;
  auto inside = std::make_unique<Inside>();
  inside->json = Json::parse(
      text, [&watch](int depth, Json::parse_event_t event, Json& parsed) { return watch(depth, event, parsed); },
      false);
  if (inside->json.is_discarded()) return Failure{malformed("The body is not JSON.")};
  if (!watch.fault().empty()) return Failure{malformed(watch.fault())};
  if (!inside->json.is_object()) return Failure{malformed("The body must be a JSON object.")};
  return Body(std::move(inside));
}

bool Body::has(const std::string& name) const {
  return inside_->find(name) != nullptr;
}
bool Body::names(const std::string& name) const {
  return inside_->json.contains(name);
}

std::string Body::text(const std::string& name, std::size_t bytes_max) {
  const auto value = maybe_text(name, bytes_max);
  if (!value || value->empty()) inside_->wrong(name, "is required, a text");
  return value.value_or("");
}

std::string Body::code(const std::string& name) {
  const auto value = maybe_code(name);
  if (!value) inside_->wrong(name, "is required");
  return value.value_or("");
}

double Body::number(const std::string& name, double least, double most) {
  const auto value = maybe_number(name, least, most);
  if (!value) inside_->wrong(name, "is required, a number");
  return value.value_or(0);
}

bool Body::truth(const std::string& name) {
  const auto value = maybe_truth(name);
  if (!value) inside_->wrong(name, "is required, true or false");
  return value.value_or(false);
}

Instant Body::instant(const std::string& name) {
  const auto value = maybe_instant(name);
  if (!value) inside_->wrong(name, "is required, a time as RFC 3339 writes it");
  return value.value_or(Instant{});
}

std::optional<std::string> Body::maybe_text(const std::string& name, std::size_t bytes_max) {
  const Json* found = inside_->find(name);
  if (found == nullptr) return std::nullopt;
  if (!found->is_string()) {
    inside_->wrong(name, "must be a text");
    return std::nullopt;
  }
  auto value = found->get<std::string>();
  if (value.size() > bytes_max) {
    inside_->wrong(name, "has more than " + std::to_string(bytes_max) + " bytes");
    return std::nullopt;
  }
  return value;
}

std::optional<std::string> Body::maybe_code(const std::string& name) {
  const auto value = maybe_text(name, 64);
  if (value && !is_alarm_id(*value)) {
    inside_->wrong(name, "must be of letters, digits and -_.:");
    return std::nullopt;
  }
  return value;
}

std::optional<double> Body::maybe_number(const std::string& name, double least, double most) {
  const Json* found = inside_->find(name);
  if (found == nullptr) return std::nullopt;
  if (!found->is_number()) {
    inside_->wrong(name, "must be a number");
    return std::nullopt;
  }
  const auto value = found->get<double>();
  if (!std::isfinite(value) || value < least || value > most) {
    inside_->wrong(name, "is out of range");
    return std::nullopt;
  }
  return value;
}

std::optional<int> Body::maybe_integer(const std::string& name, int least, int most) {
  const Json* found = inside_->find(name);
  if (found == nullptr) return std::nullopt;
  if (!found->is_number_integer()) {
    inside_->wrong(name, "must be a whole number");
    return std::nullopt;
  }
  const auto value = maybe_number(name, least, most);
  if (!value) return std::nullopt;
  return static_cast<int>(*value);
}

std::optional<bool> Body::maybe_truth(const std::string& name) {
  const Json* found = inside_->find(name);
  if (found == nullptr) return std::nullopt;
  if (!found->is_boolean()) {
    inside_->wrong(name, "must be true or false");
    return std::nullopt;
  }
  return found->get<bool>();
}

std::optional<Instant> Body::maybe_instant(const std::string& name) {
  const auto text = maybe_text(name, 40);
  if (!text) return std::nullopt;
  const auto at = from_rfc3339(*text);
  if (!at) inside_->wrong(name, "must be a time as RFC 3339 writes it");
  return at;
}

std::optional<Position> Body::maybe_place(const std::string& name) {
  const Json* found = inside_->find(name);
  if (found == nullptr) return std::nullopt;
  if (!found->is_object()) {
    inside_->wrong(name, "must be an object of lat and lon");
    return std::nullopt;
  }
  auto inside = std::make_unique<Inside>();
  inside->json = *found;
  inside->path = inside_->path + name + ".";
  Body part(std::move(inside));
  const Position place{part.number("lat", -90, 90), part.number("lon", -180, 180)};
  if (!part.inside_->faults.empty()) {
    inside_->refuse(part.inside_->faults.front());
    return std::nullopt;
  }
  return place;
}

std::optional<std::vector<std::string>> Body::maybe_texts(const std::string& name, std::size_t items_max) {
  const Json* found = inside_->find(name);
  if (found == nullptr) return std::nullopt;
  if (!found->is_array() || found->size() > items_max) {
    inside_->wrong(name, "must be a list of at most " + std::to_string(items_max) + " texts");
    return std::nullopt;
  }
  std::vector<std::string> values;
  for (const Json& item : *found) {
    if (!item.is_string() || item.get_ref<const std::string&>().size() > 200) {
      inside_->wrong(name, "must hold short texts only");
      return std::nullopt;
    }
    values.push_back(item.get<std::string>());
  }
  return values;
}

std::optional<std::vector<std::string>> Body::maybe_codes(const std::string& name, std::size_t items_max) {
  auto values = maybe_texts(name, items_max);
  if (!values) return std::nullopt;
  for (const std::string& value : *values) {
    if (!is_alarm_id(value)) inside_->wrong(name, "must hold ids");
  }
  std::sort(values->begin(), values->end());
  values->erase(std::unique(values->begin(), values->end()), values->end());
  return values;
}

std::optional<std::map<std::string, Instant>> Body::maybe_instants(const std::string& name, std::size_t members_max) {
  const Json* found = inside_->find(name);
  if (found == nullptr) return std::nullopt;
  std::map<std::string, Instant> values;
  bool fits = found->is_object() && found->size() <= members_max;
  for (auto member = found->begin(); fits && member != found->end(); ++member) {
    const auto at = member->is_string() ? from_rfc3339(member->get<std::string>()) : std::nullopt;
    fits = at.has_value();
    if (fits) values[member.key()] = *at;
  }
  if (fits) return values;
  inside_->wrong(name, "must be an object of times as RFC 3339 writes them");
  return std::nullopt;
}

std::optional<std::vector<Body>> Body::maybe_objects(const std::string& name, std::size_t items_max) {
  const Json* found = inside_->find(name);
  if (found == nullptr) return std::nullopt;
  if (!found->is_array() || found->size() > items_max) {
    inside_->wrong(name, "must be a list of at most " + std::to_string(items_max) + " objects");
    return std::nullopt;
  }
  std::vector<Body> values;
  for (const Json& item : *found) {
    if (!item.is_object()) {
      inside_->wrong(name, "must hold objects only");
      return std::nullopt;
    }
    auto inside = std::make_unique<Inside>();
    inside->json = item;
    inside->path = inside_->path + name + "[" + std::to_string(values.size()) + "].";
    values.push_back(Body(std::move(inside)));
  }
  return values;
}

void Body::refuse(const std::string& sentence) {
  inside_->refuse(sentence);
}

std::optional<Problem> Body::fault() const {
  if (inside_->faults.empty()) return std::nullopt;
  return malformed(inside_->faults.front());
}

const std::vector<std::string>& Body::faults() const {
  return inside_->faults;
}

}  // namespace lamplight::server::http
