// Reading `…/readings`: a SenML pack (RFC 8428), record by record.
#include <array>
#include <cmath>

#include "devices/decode.h"
#include "devices/json_elements.h"
#include "devices/strict_json.h"
#include "devices/units.h"
#include "model/limits.h"

namespace lamplight {
namespace {

constexpr double k_relative_below_s = 268'435'456;  // 2^28: smaller times count from now (RFC 8428 §4.5.3)
constexpr double k_time_s_max = 1e11;               // beyond any calendar; keeps the conversion defined
constexpr std::int64_t k_senml_version_max = 10;    // of RFC 8428
constexpr std::string_view k_levels = "ACVPU";      // alert, confused, voice, pain, unresponsive

// What a record leaves to those after it.
struct Base {
  std::string name;
  std::string unit;
  double time_s = 0;
  double value = 0;
};

// RFC 8428 §4.5.1, and the width of its column.
bool is_senml_name(std::string_view name) {
  constexpr std::string_view k_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-:./_";
  return !name.empty() && name.size() <= 64 && name.find_first_not_of(k_letters) == std::string_view::npos;
}

// Puts the member into `into`; false when it is there with another type.
bool take(const Json& record, std::string_view name, std::string& into) {
  const Json* member = record.member(name);
  if (member == nullptr) return true;
  if (member->text() == nullptr) return false;
  into = *member->text();
  return true;
}

bool take(const Json& record, std::string_view name, double& into) {
  const Json* member = record.member(name);
  if (member == nullptr) return true;
  if (!member->number()) return false;
  into = *member->number();
  return true;
}

// Reads the records of one pack in order; each may change the base for the next.
class PackReader {
 public:
  PackReader(const DeviceId& device, Instant received_at) : device_(device), received_at_(received_at) {}

  // The reason why the record gives no reading; empty when it gave one, or only set the base.
  std::string read(const Json& record) {
    if (record.object() == nullptr) return "no object";
    for (const auto& [name, value] : *record.object()) {
      // A name with this ending must be understood or the record refused (RFC 8428 §4.4).
      if (!name.empty() && name.back() == '_') return "unknown field that must be understood";
    }
    if (!take(record, "bn", base_.name) || !take(record, "bu", base_.unit) || !take(record, "bt", base_.time_s) ||
        !take(record, "bv", base_.value)) {
      base_lost_ = true;
      return "base field of a wrong type";
    }
    if (sets_base_only(record)) return {};
    return read_value(record);
  }

  // The base of what follows can't be known any more.
  [[nodiscard]] bool base_lost() const { return base_lost_; }
  void lose_base() { base_lost_ = true; }

  Pack pack;

 private:
  static bool sets_base_only(const Json& record) {
    bool base = false;
    for (const auto& [name, value] : *record.object()) {
      for (const char* own : {"n", "v", "vb", "vs", "vd", "s", "t"}) {
        if (name == own) return false;
      }
      for (const char* set : {"bn", "bt", "bu", "bv", "bs", "bver"}) base = base || name == set;
    }
    return base;
  }

  std::string read_value(const Json& record) {
    std::string name;
    if (!take(record, "n", name)) return "n is no text";
    // A base name that names the device world-wide (RFC 8428 §4.5.1) is no part of our names.
    if (base_.name.substr(0, 4) != "urn:") name.insert(0, base_.name);
    const ReadingFacts* facts = is_senml_name(name) ? facts_of_reading(name) : nullptr;
    if (facts == nullptr) return "unknown name";

    int values = 0;
    for (const char* kind : {"v", "vb", "vs", "vd"}) values += record.member(kind) != nullptr ? 1 : 0;
    if (record.member("s") != nullptr) return "a sum is no measurement of ours";
    if (values == 0) return "no value";
    if (values > 1) return "more than one value";

    Reading reading{device_, {}, name, {}, 0, received_at_};
    std::string fault = facts->type == 'n'   ? read_number(record, *facts, reading.value)
                        : facts->type == 'b' ? read_truth(record, reading.value)
                                             : read_level(record, reading.value);
    if (fault.empty()) fault = read_update_time(record);
    if (fault.empty()) fault = read_time(record, reading.at);
    if (fault.empty()) pack.readings.push_back(std::move(reading));
    return fault;
  }

  std::string read_number(const Json& record, const ReadingFacts& facts, double& into) const {
    const Json* member = record.member("v");
    if (member == nullptr || !member->number()) return "v wanted, a number";
    std::string unit = base_.unit;
    if (!take(record, "u", unit)) return "u is no text";
    const auto value = in_our_unit(facts, unit, base_.value + *member->number());
    if (!value) return "unit that is not convertible to " + (facts.unit.empty() ? "a count" : std::string(facts.unit));
    if (!(*value >= facts.least && *value <= facts.most)) return "outside what is physically possible";
    into = *value;
    return {};
  }

  static std::string read_truth(const Json& record, double& into) {
    const Json* member = record.member("vb");
    if (member == nullptr || !member->truth()) return "vb wanted, true or false";
    into = *member->truth() ? 1 : 0;
    return {};
  }

  static std::string read_level(const Json& record, double& into) {
    const Json* member = record.member("vs");
    const std::string* level = member == nullptr ? nullptr : member->text();
    if (level == nullptr || level->size() != 1) return "vs wanted, one of A C V P U";
    const auto place = k_levels.find(level->front());
    if (place == std::string_view::npos) return "vs wanted, one of A C V P U";
    into = static_cast<double>(place);
    return {};
  }

  std::string read_time(const Json& record, Instant& into) {
    double time_s = 0;
    if (!take(record, "t", time_s)) return "t is no number";
    time_s += base_.time_s;
    into = received_at_;
    const bool sane = std::abs(time_s) < k_time_s_max;
    if (sane) {
      const Millis offset{std::llround(time_s * 1000)};
      into = time_s < k_relative_below_s ? received_at_ + offset : Instant{offset};
    }
    if (!sane || into < limits::device_time_min || into > received_at_ + limits::clock_ahead_max) {
      into = received_at_;
      ++pack.clock_wrong;
    }
    return {};
  }

  std::string read_update_time(const Json& record) {
    double longest_s = 0;
    if (!take(record, "ut", longest_s)) return "ut is no number";
    if (!(longest_s > 0 && longest_s < k_time_s_max)) return {};
    const Instant next = received_at_ + Millis{std::llround(longest_s * 1000)};
    if (!pack.next_by || next < *pack.next_by) pack.next_by = next;
    return {};
  }

  const DeviceId& device_;
  Instant received_at_;
  Base base_;
  bool base_lost_ = false;
};

// The version in force, checked before anything is read: a later one may mean something else by it all.
bool of_later_version(const Json& record) {
  const Json* version = record.member("bver");
  return version != nullptr &&
         (!version->integer() || *version->integer() < 1 || *version->integer() > k_senml_version_max);
}

// The base that an unreadable record may have set is unknown.
bool may_set_base(std::string_view element) {
  for (const char* name : {"\"bn\"", "\"bt\"", "\"bu\"", "\"bv\"", "\"bver\""}) {
    if (element.find(name) != std::string_view::npos) return true;
  }
  return false;
}

Result<Pack, std::string> read_whole(PackReader reader, const Json::Array& records) {
  for (std::size_t i = 0; i < records.size(); ++i) {
    std::string fault = reader.base_lost() ? "base of the pack lost" : reader.read(records[i]);
    if (!fault.empty()) reader.pack.refused.push_back({i, std::move(fault)});
  }
  return std::move(reader.pack);
}

Result<Pack, std::string> read_apart(PackReader reader, const std::vector<std::string_view>& elements) {
  for (std::size_t i = 0; i < elements.size(); ++i) {
    std::string fault = "base of the pack lost";
    if (!reader.base_lost()) {
      const auto record = read_json(elements[i], limits::readings_bytes_max);
      fault = record ? reader.read(record.value()) : record.error();
      if (!record && may_set_base(elements[i])) reader.lose_base();
      if (record && of_later_version(record.value())) return Failure{std::string("version of SenML that is not ours")};
    }
    if (!fault.empty()) reader.pack.refused.push_back({i, std::move(fault)});
  }
  return std::move(reader.pack);
}

}  // namespace

Result<Pack, std::string> decode_readings(const DeviceId& device, std::string_view payload, Instant received_at) {
  const std::string too_many = "more than " + std::to_string(limits::pack_records_max) + " records";
  const auto whole = read_json(payload, limits::readings_bytes_max);
  if (!whole) {
    if (payload.size() > limits::readings_bytes_max) return Failure{whole.error()};
    const auto elements = json_elements(payload);
    if (!elements) return Failure{whole.error()};
    if (elements->size() > limits::pack_records_max) return Failure{too_many};
    return read_apart(PackReader{device, received_at}, *elements);
  }
  const Json::Array* records = whole.value().array();
  if (records == nullptr) return Failure{std::string("no array")};
  if (records->empty()) return Failure{std::string("no records")};
  if (records->size() > limits::pack_records_max) return Failure{too_many};
  for (const Json& record : *records) {
    if (of_later_version(record)) return Failure{std::string("version of SenML that is not ours")};
  }
  return read_whole(PackReader{device, received_at}, *records);
}

}  // namespace lamplight
