// Reading `…/status`, a heartbeat or a last will.
#include <cmath>

#include "devices/decode.h"
#include "devices/strict_json.h"
#include "devices/utf8.h"
#include "model/limits.h"

namespace lamplight {
namespace {

// A wrong member is passed over by name: the heartbeat itself says that the device is alive.
class StatusReader {
 public:
  StatusReader(const Json& message, DeviceStatus& status) : message_(message), status_(status) {}

  void read_all() {
    read_at();
    status_.battery_pct = whole("battery_pct", 0, 100);
    status_.rssi_dbm = whole("rssi_dbm", limits::rssi_dbm_min, limits::rssi_dbm_max);
    status_.next_within_s = whole("next_within_s", 1, static_cast<int>(limits::heartbeat_max.count()));
    if (const Json* mains = message_.member("mains")) {
      status_.mains = mains->truth();
      if (!status_.mains) odd("mains");
    }
    if (const Json* firmware = message_.member("firmware")) {
      if (firmware->text() == nullptr) return odd("firmware");
      status_.firmware = cut_utf8(*firmware->text(), limits::firmware_bytes_max);
    }
  }

 private:
  void odd(std::string_view name) { status_.odd.emplace_back(name); }

  void read_at() {
    const Json* member = message_.member("at");
    if (member == nullptr) return;
    if (member->text() != nullptr) status_.at = status_.sent_at = from_rfc3339(*member->text());
    if (status_.at && *status_.at >= limits::device_time_min &&
        *status_.at <= status_.received_at + limits::clock_ahead_max)
      return;
    status_.at = status_.received_at;
    odd("at");
  }

  std::optional<int> whole(std::string_view name, int least, int most) {
    const Json* member = message_.member(name);
    if (member == nullptr) return std::nullopt;
    const auto number = member->number();
    if (number && *number >= least && *number <= most) return static_cast<int>(std::lround(*number));
    odd(name);
    return std::nullopt;
  }

  const Json& message_;
  DeviceStatus& status_;
};

}  // namespace

Result<DeviceStatus, std::string> decode_status(const DeviceId& device, std::string_view payload, Instant received_at) {
  const auto read = read_json(payload, limits::status_bytes_max);
  if (!read) return Failure{read.error()};
  const Json& message = read.value();
  if (message.object() == nullptr) return Failure{std::string("no object")};
  DeviceStatus status;
  status.device = device;
  status.received_at = received_at;
  // Whoever speaks is there; only a last will says otherwise, and it must say it clearly.
  if (const Json* online = message.member("online")) {
    if (!online->truth()) return Failure{std::string("online is neither true nor false")};
    status.online = *online->truth();
  }
  StatusReader{message, status}.read_all();
  return status;
}

}  // namespace lamplight
