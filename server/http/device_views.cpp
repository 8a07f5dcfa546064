// Reading a wish strictly, writing commands and answers.
#include "server/http/device_views.h"

#include <algorithm>

#include "server/http/json_views.h"

namespace lamplight::server::http {
namespace {

constexpr std::size_t k_body_bytes_max = 2'000;
constexpr std::size_t k_what_bytes_max = 20;

bool is_word(const std::string& text) {
  return !text.empty() && text.size() <= k_what_bytes_max &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

Json command_json(const db::DeviceCommand& command) {
  return {{"id", command.id},
          {"device", command.device.text()},
          {"do", command.what},
          {"who", command.who},
          {"sent_at", to_rfc3339(command.sent_at)},
          {"answered_at", view(command.answered_at)},
          {"ok", command.ok ? Json(*command.ok) : Json(nullptr)},
          {"answer", command.answer}};
}

}  // namespace

Result<CommandWish, std::string> command_wish(std::string_view body, const std::string& id) {
  Json wish = Json::parse(body, nullptr, false);
  if (!wish.is_object()) return Failure{std::string("The body is no object.")};
  const auto what = wish.find("do");
  if (what == wish.end() || !what->is_string() || !is_word(what->get<std::string>())) {
    return Failure{std::string("do is required: test, locate, configure or another word of the device.")};
  }
  CommandWish command{what->get<std::string>(), {}};
  Json message{{"id", id}};
  for (const auto& [name, value] : wish.items()) {
    if (name != "id") message[name] = value;
  }
  command.body = written(message);
  if (command.body.size() > k_body_bytes_max) return Failure{std::string("The command is too long.")};
  return command;
}

std::string device_command_view(const db::DeviceCommand& command) {
  return written(command_json(command));
}

std::string device_command_page_view(const std::vector<db::DeviceCommand>& commands,
                                     const std::optional<std::string>& next) {
  Json items = Json::array();
  for (const db::DeviceCommand& command : commands) items.push_back(command_json(command));
  return written(page_view(std::move(items), next));
}

}  // namespace lamplight::server::http
