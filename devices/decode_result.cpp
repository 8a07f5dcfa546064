// Reading `…/result`.
#include "devices/decode.h"
#include "devices/strict_json.h"
#include "model/limits.h"

namespace lamplight {

Result<CommandResult, std::string> decode_result(std::string_view payload) {
  const auto read = read_json(payload, limits::status_bytes_max);
  if (!read) return Failure{read.error()};
  const Json* id = read.value().member("id");
  const Json* ok = read.value().member("ok");
  if (id == nullptr || id->text() == nullptr || !is_alarm_id(*id->text()))
    return Failure{std::string("no id of a command")};
  if (ok == nullptr || !ok->truth()) return Failure{std::string("ok is neither true nor false")};
  return CommandResult{AlarmId{*id->text()}, *ok->truth()};
}

}  // namespace lamplight
