// The members of a record's details, as a table.
#include "server/http/resident_details.h"

#include <algorithm>
#include <array>

namespace lamplight::server::http {
namespace {

struct TextMember {
  const char* name;
  std::size_t bytes_max;
};
constexpr std::array<TextMember, 7> k_texts{{{"identity_no", 40},
                                             {"floor", 40},
                                             {"hazards", 1'000},
                                             {"pets", 400},
                                             {"wishes", 2'000},
                                             {"resuscitation", 1'000},
                                             {"doctor", 300}}};
constexpr std::array<const char*, 3> k_lists{"conditions", "medication", "allergies"};
constexpr std::array<const char*, 3> k_risks{"low", "medium", "high"};
constexpr std::size_t k_items_max = 50;
constexpr std::size_t k_details_bytes_max = 60'000;

Json read(const std::string& details) {
  Json json = details.empty() ? Json::object() : Json::parse(details, nullptr, false);
  return json.is_object() ? json : Json::object();
}

void keep(db::ResidentRecord& record, const Json& json) {
  record.details = json.empty() ? std::string() : written(json);
}

// An empty value is no value: the text of a record without details is empty.
void put(Json& json, const char* name, Json value) {
  if (value.empty() || (value.is_string() && value.get_ref<const std::string&>().empty())) {
    json.erase(name);
  } else {
    json[name] = std::move(value);
  }
}

bool is_day(const std::string& text) {
  return text.size() == 10 && from_rfc3339(text + "T00:00:00Z").has_value();
}

Json day_in(Body& part, const char* name) {
  const std::string day = part.maybe_text(name, 10).value_or("");
  if (!day.empty() && !is_day(day)) part.refuse(std::string(name) + " must be a day as YYYY-MM-DD.");
  return day.empty() ? Json(nullptr) : Json(day);
}

// What a service organisation owes her: "meals on wheels, Mondays and Thursdays, until the end of the year".
Json entitlement_in(Body& part) {
  const std::string what = part.text("what");
  // "" is how one without an organisation is answered, so it may come back.
  std::string organisation = part.maybe_text("organisation").value_or("");
  if (!organisation.empty()) organisation = part.maybe_code("organisation").value_or("");
  Json from = day_in(part, "from");
  Json until = day_in(part, "until");
  return {{"what", what}, {"organisation", organisation}, {"from", std::move(from)}, {"until", std::move(until)}};
}

Json absence_in(Body& part) {
  const Instant from = part.instant("from");
  const Instant until = part.instant("until");
  if (until <= from) part.refuse("until must be later than from.");
  return {{"from", to_rfc3339(from)}, {"until", to_rfc3339(until)}, {"words", part.maybe_text("words").value_or("")}};
}

void apply_parts(Body& body, Json& json, const char* name, Json (*part_in)(Body&)) {
  if (!body.names(name)) return;
  Json list = Json::array();
  if (auto parts = body.maybe_objects(name, k_items_max)) {
    for (Body& part : *parts) {
      list.push_back(part_in(part));
      if (const auto fault = part.fault()) body.refuse(fault->detail);
    }
  }
  put(json, name, std::move(list));
}

// high_risk is what dispatch reads; the class says more.
void apply_risk(Body& body, db::ResidentRecord& record, Json& json) {
  if (const auto risk = body.maybe_text("risk", 10)) {
    bool known = false;
    for (const char* word : k_risks) known = known || *risk == word;
    if (!known) body.refuse("risk must be one of: low medium high.");
    record.high_risk = *risk == "high";
    put(json, "risk", *risk);
  }
  if (const auto high = body.maybe_truth("high_risk")) {
    record.high_risk = *high;
    if (*high || json.value("risk", "") == "high") put(json, "risk", *high ? "high" : "");
  }
}

Json texts_json(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const std::string& text : texts) list.push_back(text);
  return list;
}

}  // namespace

void add_details(Json& json, const db::ResidentRecord& record) {
  const Json details = read(record.details);
  for (const TextMember& member : k_texts) json[member.name] = details.value(member.name, std::string());
  for (const char* name : k_lists) json[name] = details.value(name, Json::array());
  json["languages"] = details.value("languages", Json::array());
  const std::string risk = details.value("risk", "low");
  json["risk"] = record.high_risk ? "high" : risk == "high" ? "low" : risk;
  json["entitlements"] = details.value("entitlements", Json::array());
  json["away"] = details.value("away", Json::array());
}

void apply_details(Body& body, db::ResidentRecord& record) {
  Json json = read(record.details);
  for (const TextMember& member : k_texts) {
    if (const auto text = body.maybe_text(member.name, member.bytes_max)) put(json, member.name, *text);
  }
  for (const char* name : k_lists) {
    if (const auto texts = body.maybe_texts(name, k_items_max)) put(json, name, texts_json(*texts));
  }
  if (const auto codes = body.maybe_codes("languages", 10)) put(json, "languages", texts_json(*codes));
  apply_risk(body, record, json);
  apply_parts(body, json, "entitlements", entitlement_in);
  apply_parts(body, json, "away", absence_in);
  keep(record, json);
  if (record.details.size() > k_details_bytes_max) body.refuse("conditions and the other lists are too long.");
}

Json contact_details(const std::string& details, const ContactId& contact) {
  const Json json = read(details);
  const Json contacts = json.value("contacts", Json::object());
  const Json one = contacts.value(contact.text(), Json::object());
  return {{"phones", one.value("phones", Json::array())}, {"consents", one.value("consents", Json::array())}};
}

void apply_contact_details(Body& part, const ContactId& contact, Json& contacts) {
  Json one = Json::object();
  if (const auto phones = part.maybe_texts("phones", 5)) put(one, "phones", texts_json(*phones));
  if (const auto consents = part.maybe_codes("consents", 10)) {
    for (const std::string& consent : *consents) {
      if (consent != "call" && consent != "health" && consent != "entry") {
        part.refuse("consents must be of: call health entry.");
      }
    }
    put(one, "consents", texts_json(*consents));
  }
  if (!one.empty()) contacts[contact.text()] = std::move(one);
}

void put_contact_details(db::ResidentRecord& record, Json contacts) {
  Json json = read(record.details);
  put(json, "contacts", std::move(contacts));
  keep(record, json);
}

void merge_details(db::ResidentRecord& record, const db::ResidentRecord& other) {
  Json json = read(record.details);
  const Json others = read(other.details);
  for (const auto& [name, value] : others.items()) {
    if (!json.contains(name)) {
      json[name] = value;
    } else if (value.is_array()) {
      for (const Json& item : value) {
        if (std::find(json[name].begin(), json[name].end(), item) == json[name].end()) json[name].push_back(item);
      }
    } else if (value.is_object()) {
      json[name].update(value);
    }
  }
  keep(record, json);
}

}  // namespace lamplight::server::http
