// The pure DutyDesk decides; here its deeds become commands.
#include "server/simulator/simulated_dispatcher.h"

#include <spdlog/spdlog.h>

#include "server/simulator/json_reading.h"

namespace lamplight::simulator {
namespace {

constexpr std::size_t k_desk_key = 0;
constexpr Seconds k_stream_retry{3};
constexpr Seconds k_look_again{5};  // a home may have come out of a person's hands meanwhile
constexpr Seconds k_still_here{20};  // what a silent desk has claimed is given up

std::string command_of(const simulate::DeskDeed& deed) {
  if (deed.kind == simulate::DeskDeedKind::acknowledge) return R"({"do":"acknowledge"})";
  const nlohmann::json command{
      {"do", "close"}, {"outcome", name_of(deed.outcome)}, {"note", "模拟调度员 simulated dispatcher"}};
  return command.dump();
}

}  // namespace

SimulatedDispatcher::SimulatedDispatcher(StaffRoom& room, SignIn sign_in)
    : room_(room), sign_in_(std::move(sign_in)), screen_(sign_in_.account.name), desk_(room.plot.seed) {}

void SimulatedDispatcher::show(const LiveStreams::News& news) {
  if (news.refused) ApiClient::forget(sign_in_);
  if (!news.refused && screen_.show(news.event)) looked_at_ = {};
}

bool SimulatedDispatcher::act() {
  const Instant now = room_.clock.now();
  if (!room_.streams.is_open(k_desk_key) && now >= stream_at_) return keep_stream();
  if (now >= here_at_ + k_still_here) {
    here_at_ = now;
    return room_.api.get(sign_in_, "/session").ok();
  }
  if (now >= looked_at_ + k_look_again) {
    looked_at_ = now;
    desk_.look(screen_.cases([this](const ResidentId& resident) { return room_.homes.kept_off(resident); }), now);
  }
  const auto deed = desk_.next(now);
  if (!deed) return false;
  const Reply reply = room_.api.post(sign_in_, "/incidents/" + deed->incident.text() + "/commands", command_of(*deed));
  spdlog::info("simulator.desk {} {} {}", deed->kind == simulate::DeskDeedKind::close ? "close" : "acknowledge",
               deed->incident.text(), reply.status);
  desk_.done(*deed, room_.clock.now());
  if (reply.ok()) show({k_desk_key, {"incident", reply.body}, false});
  return true;
}

bool SimulatedDispatcher::keep_stream() {
  stream_at_ = room_.clock.now() + k_stream_retry;
  if (room_.api.sign_in(sign_in_) && !room_.streams.open(k_desk_key, sign_in_.cookie)) {
    spdlog::debug("simulator.no_desk_stream");
  }
  return true;
}

}  // namespace lamplight::simulator
