// How every part is: this program at first hand, the others as they say in the database.
#include "server/http/handlers.h"
#include "server/http/health_views.h"

namespace lamplight::server::http {
namespace {

constexpr Millis k_late{10'000};  // a message or deadline that has been due for so long has nobody

}  // namespace

Handled read_health(Api& api, const Call& call) {
  HealthShown health{call.now, api.parts.readiness(), api.parts.state(), {}, {}};
  // Without the database there are this program's own words, and it says that the rest is not known.
  if (auto instances = api.instances.list()) health.instances = std::move(instances).value();
  if (const auto waiting = api.instances.waiting(call.now - k_late)) health.waiting = waiting.value();
  Answer answer;
  answer.body = health_view(health);
  return answer;
}

}  // namespace lamplight::server::http
