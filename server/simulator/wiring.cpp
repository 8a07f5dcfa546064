// Each part borrows those above it; stopping goes the other way round.
#include "server/simulator/wiring.h"

#include "server/clock.h"
#include "server/simulator/field_staff.h"
#include "server/simulator/homes.h"
#include "server/simulator/page_calls.h"
#include "server/simulator/page_feed.h"
#include "server/simulator/page_server.h"

namespace lamplight::simulator {

struct Wiring::Inside {
  Inside(const server::Settings& settings, simulate::Pace pace)
      : plot{settings.simulator.seed, settings.simulator.speed},
        homes(settings.broker, plot, clock),
        feed([this](const ResidentId& resident) { return home_now(homes, resident); }),
        page(settings.simulator.port, LAMPLIGHT_HOMES_PAGE, homes, feed),
        staff(StaffPlan{settings.simulator.server_url, read_devices(settings.simulator.devices_file),
                        read_accounts(settings.simulator.accounts_file), plot, pace},
              homes, clock) {
    homes.on_change([this](const std::vector<ResidentId>& residents) { feed.changed(residents); });
  }

  ~Inside() { homes.on_change({}); }

  const server::Clock clock;
  const simulate::Plot plot;
  Homes homes;
  PageFeed feed;
  PageServer page;
  FieldStaff staff;
};

Wiring::Wiring(const server::Settings& settings, simulate::Pace pace)
    : inside_(std::make_unique<Inside>(settings, pace)) {}

Wiring::~Wiring() = default;

int Wiring::page_port() const {
  return inside_->page.port();
}

}  // namespace lamplight::simulator
