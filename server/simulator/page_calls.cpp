// Homes to look at, buttons to press; each refused with a sentence where it can't be.
#include "server/simulator/page_calls.h"

#include <string_view>

#include "server/simulator/page_views.h"

namespace lamplight::simulator {
namespace {

constexpr std::string_view k_homes = "/api/homes";

PageAnswer refused(int status, const std::string& sentence) {
  return {status, "application/problem+json", fault_view(sentence), {}};
}

PageAnswer done() {
  return {200, "application/json", "{}", {}};
}

PageAnswer no_such_device() {
  return refused(409, "this home has no device that could do that");
}

PageAnswer press(const ResidentId& resident, const std::string& body, Homes& homes) {
  const auto wish = read_press(body);
  if (!wish) return refused(400, "kind, and about for cancel and restored, are needed");
  const auto alarm = homes.press(resident, *wish);
  return alarm ? PageAnswer{202, "application/json", pressed_view(*alarm), {}} : no_such_device();
}

PageAnswer set_door(const ResidentId& resident, const std::string& body, Homes& homes) {
  const auto open = read_door(body);
  if (!open) return refused(400, "open must be true or false");
  return homes.set_door(resident, *open) ? done() : no_such_device();
}

PageAnswer set_pulse(const ResidentId& resident, const std::string& body, Homes& homes) {
  const auto wish = read_pulse(body);
  if (!wish) return refused(400, "heart_rate must be a number from 20 to 240, or null");
  return homes.set_pulse(resident, wish->heart_rate) ? done() : no_such_device();
}

bool known(const ResidentId& resident, Homes& homes) {
  return homes.view(resident).has_value();
}

}  // namespace

bool is_local_name(const std::string& host) {
  const auto end = host.starts_with('[') ? host.find(']') + 1 : host.find(':');
  const std::string_view name = std::string_view(host).substr(0, end);
  return name == "127.0.0.1" || name == "localhost" || name == "[::1]";
}

bool from_our_page(const PageCall& call) {
  if (!call.content_type.starts_with("application/json")) return false;
  if (!call.fetch_site.empty() && call.fetch_site != "same-origin") return false;
  return call.origin.empty() || call.origin == "http://" + call.host;
}

std::string home_now(Homes& homes, const ResidentId& resident) {
  const auto household = homes.household(resident);
  const auto view = homes.view(resident);
  return household && view ? home_view(*household, *view, homes.line_is_up(), homes.now()) : "{}";
}

PageAnswer answer_page_call(const PageCall& call, Homes& homes) {
  if (call.path == k_homes) {
    if (call.method != "GET") return refused(405, "only GET");
    return {200, "application/json", homes_view(homes.households(), homes.line_is_up()), {}};
  }
  if (!call.path.starts_with(k_homes) || call.path[k_homes.size()] != '/') return refused(404, "there is no such page");
  const std::string rest = call.path.substr(k_homes.size() + 1);
  const auto slash = rest.find('/');
  const ResidentId resident{rest.substr(0, slash)};
  const std::string what = slash == std::string::npos ? "" : rest.substr(slash + 1);
  if (!known(resident, homes)) return refused(404, "there is no such home");
  if (what.empty() && call.method == "GET") return {200, "application/json", home_now(homes, resident), {}};
  if (what == "events" && call.method == "GET") {
    PageAnswer answer;
    answer.stream = resident;
    return answer;
  }
  if (call.method != "POST") return refused(405, "only POST");
  if (!from_our_page(call)) return refused(403, "only the home's own page may do that");
  if (what == "press") return press(resident, call.body, homes);
  if (what == "door") return set_door(resident, call.body, homes);
  if (what == "pulse") return set_pulse(resident, call.body, homes);
  return refused(404, "a home can't do that");
}

}  // namespace lamplight::simulator
