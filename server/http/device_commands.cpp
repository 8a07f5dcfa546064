// Asking a device to test itself, to be found, to change its settings; and what it answered.
#include "devices/topic.h"
#include "model/digest.h"
#include "server/http/device_views.h"
#include "server/http/handlers.h"
#include "server/http/paging.h"
#include "server/http/problem.h"

namespace lamplight::server::http {

Handled send_device_command(Api& api, const Call& call) {
  const DeviceId device{std::string(call.param(0))};
  const Town town = api.parts.town.town();
  const DeviceCard* card = town.device(device);
  if (card == nullptr) return Failure{not_found()};
  const std::string at = std::to_string(ms_of(call.now));
  db::DeviceCommand command;
  command.id = "c-" + digest_of({device.text(), call.caller.user.text(), at});
  auto wish = command_wish(call.body, command.id);
  if (!wish) return Failure{not_acceptable(wish.error())};
  command.device = device;
  command.what = wish.value().what;
  command.body = wish.value().body;
  command.who = call.caller.user.text();
  command.sent_at = call.now;
  const AuditEntry audit{call.now, command.who, "device." + command.what, "device:" + device.text(), command.id};
  if (const auto added = api.device_commands.add(command, audit); !added) return Failure{problem_of(added.error())};
  // Written first: an answer must find its command. One that the broker did not take stays without an answer.
  if (!api.parts.tell_device(write_topic({card->district, device, Leaf::command}), command.body)) {
    return Failure{unavailable()};
  }
  Answer answer;
  answer.status = 201;
  answer.body = device_command_view(command);
  return answer;
}

Handled list_device_commands(Api& api, const Call& call) {
  const auto page = page_of(call, 2);
  if (!page) return Failure{page.error()};
  std::optional<db::CommandPlace> after;
  if (const auto& parts = page.value().after; !parts.empty()) {
    const auto sent_ms = whole_number(parts[0]);
    if (!sent_ms) return Failure{malformed("cursor is not one that this list has given.")};
    after = db::CommandPlace{instant_of_ms(*sent_ms), parts[1]};
  }
  const DeviceId device{std::string(call.param(0))};
  auto commands = api.device_commands.list(device, after, page.value().items_max + 1);
  if (!commands) return Failure{problem_of(commands.error())};
  std::optional<std::string> next;
  if (cut_to_page(commands.value(), page.value())) {
    const db::DeviceCommand& last = commands.value().back();
    next = cursor_of({std::to_string(ms_of(last.sent_at)), last.id});
  }
  Answer answer;
  answer.body = device_command_page_view(commands.value(), next);
  return answer;
}

}  // namespace lamplight::server::http
