// JSON of what is asked of devices. Called by server/http/device_commands; pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/device_commands.h"
#include "model/result.h"

namespace lamplight::server::http {

struct CommandWish {
  std::string what;  // test, locate, configure, or a word that the device knows
  std::string body;  // the message to the device, with the command's id
};

// A request's body as a message to a device; or what is wrong with it.
[[nodiscard]] Result<CommandWish, std::string> command_wish(std::string_view body, const std::string& id);

[[nodiscard]] std::string device_command_view(const db::DeviceCommand& command);
[[nodiscard]] std::string device_command_page_view(const std::vector<db::DeviceCommand>& commands,
                                                   const std::optional<std::string>& next);

}  // namespace lamplight::server::http
