// Reading for the streams, round after round.
#include "server/live_reader.h"

#include <algorithm>
#include <utility>

#include "model/limits.h"
#include "server/http/family_status.h"

namespace lamplight::server {
namespace {

// Clocks of two instances and the moment between a decision's `now` and its COMMIT lie within this.
constexpr Millis k_overlap{5'000};
constexpr std::size_t k_poll_rows_max = 20'000;
constexpr std::size_t k_told_max = 100'000;

IncidentNews news_of(const db::IncidentWhole& whole, bool desk_listens, bool workers_listen, const Town& town) {
  IncidentNews news;
  news.incident = whole.incident.id;
  news.version = whole.incident.version;
  if (desk_listens) news.for_desk = event_of("incident", http::desk_incident_view(whole));
  if (!workers_listen) return news;
  if (whole.incident.worker && !is_ended(whole.incident.state)) {
    news.holder = whole.incident.worker;
    news.for_holder = event_of("incident", http::holder_incident_view(whole, *news.holder));
  }
  for (const db::OfferLine& line : whole.offers) {
    if (line.offer.state != OfferState::pending) continue;
    news.asked.push_back(
        {line.offer.worker, line.offer.round, event_of("offer", http::offer_view(line.offer, whole.incident, town))});
  }
  return news;
}

}  // namespace

LiveReader::LiveReader(db::Pool& pool, IncidentReader& incidents, LiveStreams& streams, TownWatch& town,
                       const Clock& clock)
    : accounts_(pool), incidents_(incidents), families_(pool), streams_(streams), town_(town), clock_(clock) {}

void LiveReader::start() {
  thread_.emplace("live-reader", [this](const std::stop_token& stop) { run(stop); });
}

void LiveReader::stop() {
  thread_.reset();
}

void LiveReader::changed(const std::vector<IncidentId>& incidents) {
  {
    const std::lock_guard lock(mutex_);
    work_.changed.insert(incidents.begin(), incidents.end());
  }
  // For the standby alone the next poll is soon enough, and reads them together.
  if (anybody_listens()) woken_.notify_one();
}

void LiveReader::want_snapshot(StreamId stream, const Viewer& viewer) {
  {
    const std::lock_guard lock(mutex_);
    work_.snapshots.push_back({stream, viewer});
  }
  woken_.notify_one();
}

void LiveReader::check_tokens(std::vector<std::string> token_hashes) {
  {
    const std::lock_guard lock(mutex_);
    work_.tokens = std::move(token_hashes);
  }
  woken_.notify_one();
}

void LiveReader::check_links(std::vector<std::pair<StreamId, Viewer>> families) {
  {
    const std::lock_guard lock(mutex_);
    work_.families.clear();
    for (auto& [stream, viewer] : families) work_.families.push_back({stream, std::move(viewer)});
  }
  woken_.notify_one();
}

void LiveReader::forget_told() {
  {
    const std::lock_guard lock(mutex_);
    work_.anew = true;
  }
  woken_.notify_one();
}

bool LiveReader::anybody_listens() const {
  return streams_.desk_listens() || streams_.workers_listen() || streams_.family_listens();
}

LiveReader::Work LiveReader::wait_for_work(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  const Millis until_poll = std::clamp(next_poll_ - clock_.now(), Millis{0}, limits::live_poll);
  woken_.wait_for(lock, stop, until_poll, [&] {
    return (anybody_listens() && !work_.changed.empty()) || !work_.snapshots.empty() || !work_.tokens.empty() ||
           !work_.families.empty() || work_.anew;
  });
  return std::exchange(work_, {});
}

void LiveReader::run(const std::stop_token& stop) {
  Work left;
  while (!stop.stop_requested()) {
    Work work = wait_for_work(stop);
    // What the database did not answer waits for the next poll, so that trying again costs nothing much.
    const bool poll_due = clock_.now() >= next_poll_;
    if (poll_due) {
      work.changed.merge(left.changed);
      work.snapshots.insert(work.snapshots.end(), left.snapshots.begin(), left.snapshots.end());
      left = {};
      next_poll_ = clock_.now() + limits::live_poll;
      poll_others(work.changed);
    }
    if (work.anew) told_.clear();
    const auto unserved = give_snapshots(work.snapshots);
    left.snapshots.insert(left.snapshots.end(), unserved.begin(), unserved.end());
    if (!tell_changed(work.changed)) left.changed.merge(work.changed);
    end_streams(work.tokens);
    look_at_links(work.families);
  }
}

void LiveReader::poll_others(std::set<IncidentId>& changed) {
  // What this instance decides meanwhile is told by itself, and nobody else can be heard. What others did
  // is read when the database is back: the poll goes on from where it stopped.
  if (incidents_.database_away()) return;
  const Instant now = clock_.now();
  if (!knows_open_) {
    const auto open = incidents_.all_open();
    if (!open) return;
    changed.insert(open.value().begin(), open.value().end());
    knows_open_ = true;
    polled_at_ = now;
    return;
  }
  const auto rows = incidents_.changed_since(polled_at_ - k_overlap, k_poll_rows_max);
  if (!rows) return;
  polled_at_ = now;
  if (told_.size() > k_told_max) told_.clear();
  for (const db::ChangedIncident& row : rows.value()) {
    const auto told = told_.find(row.id);
    if (told == told_.end() || told->second < row.version) changed.insert(row.id);
  }
}

std::vector<LiveReader::Wish> LiveReader::give_snapshots(const std::vector<Wish>& wishes) {
  std::vector<Wish> unserved;
  std::vector<Wish> desk;
  for (const Wish& wish : wishes) {
    switch (*wish.viewer.caller.role) {
      case Role::administrator:
      case Role::dispatcher:
        desk.push_back(wish);
        break;
      case Role::care_worker:
        if (!give_worker_snapshot(wish)) unserved.push_back(wish);
        break;
      case Role::family:
        if (!give_family_snapshot(wish)) unserved.push_back(wish);
        break;
    }
  }
  if (desk.empty()) return unserved;
  std::vector<StreamId> streams;
  for (const Wish& wish : desk) streams.push_back(wish.stream);
  if (!give_desk_snapshot(std::move(streams))) unserved.insert(unserved.end(), desk.begin(), desk.end());
  return unserved;
}

bool LiveReader::give_desk_snapshot(std::vector<StreamId> streams) {
  const auto ids = incidents_.all_open();
  if (!ids) return false;
  const auto wholes = incidents_.wholes(ids.value());
  if (!wholes) return false;
  SnapshotNews news;
  news.streams = std::move(streams);
  news.event = event_of("snapshot", http::desk_snapshot_view(wholes.value(), clock_.now(), incidents_.database_away()));
  streams_.post(std::move(news));
  return true;
}

bool LiveReader::give_worker_snapshot(const Wish& wish) {
  const WorkerId worker{wish.viewer.caller.person};
  const auto held_ids = incidents_.held_by(worker);
  const auto offers = incidents_.pending_offers(worker);
  if (!held_ids || !offers) return false;
  std::vector<IncidentId> offered_ids;
  for (const Offer& offer : offers.value()) offered_ids.push_back(offer.incident);
  const auto held = incidents_.wholes(held_ids.value());
  const auto offered = incidents_.wholes(offered_ids);
  if (!held || !offered) return false;

  const auto shown = http::paired(offers.value(), offered.value());
  SnapshotNews news;
  news.streams = {wish.stream};
  for (const http::OfferShown& one : shown) {
    news.ties.emplace_back(one.incident.id, ScreenTie{one.offer.round, one.incident.version});
  }
  for (const db::IncidentWhole& whole : held.value()) {
    news.ties.emplace_back(whole.incident.id, ScreenTie{0, whole.incident.version});
  }
  news.event =
      event_of("snapshot", http::worker_snapshot_view(shown, held.value(), worker, town_.town(), clock_.now()));
  streams_.post(std::move(news));
  return true;
}

bool LiveReader::give_family_snapshot(const Wish& wish) {
  if (incidents_.database_away()) return false;
  const auto links = families_.links_of(wish.viewer.caller.user);
  if (!links) return false;
  const auto shown = http::family_status(families_, incidents_, links.value(), clock_.now());
  if (!shown) return false;
  SnapshotNews news;
  news.streams = {wish.stream};
  news.event = event_of("snapshot", http::family_snapshot_view(shown.value(), clock_.now()));
  streams_.post(std::move(news));
  // An earlier stream of hers may show what was agreed before; then the next look finds the difference.
  linked_.try_emplace(wish.viewer.caller.user, links.value());
  return true;
}

bool LiveReader::tell_changed(const std::set<IncidentId>& changed) {
  if (changed.empty()) return true;
  const auto wholes = incidents_.wholes({changed.begin(), changed.end()});
  if (!wholes) return false;
  if (!anybody_listens()) return true;
  const Town town = town_.town();
  const bool desk = streams_.desk_listens();
  const bool workers = streams_.workers_listen();
  for (const db::IncidentWhole& whole : wholes.value()) {
    streams_.post(news_of(whole, desk, workers, town));
    told_[whole.incident.id] = whole.incident.version;
  }
  return tell_families(wholes.value());
}

bool LiveReader::tell_families(const std::vector<db::IncidentWhole>& wholes) {
  // After an outage families get a new snapshot.
  if (!streams_.family_listens() || incidents_.database_away()) return true;
  std::set<ResidentId> residents;
  for (const db::IncidentWhole& whole : wholes) {
    if (whole.incident.resident) residents.insert(*whole.incident.resident);
  }
  if (residents.empty()) return true;
  const auto links = families_.links_to({residents.begin(), residents.end()});
  if (!links) return false;
  const auto shown = http::family_status(families_, incidents_, links.value(), clock_.now());
  if (!shown) return false;
  for (const http::FamilyShown& one : shown.value()) {
    streams_.post(FamilyNews{one.link.user, event_of("resident", http::family_resident_view(one))});
  }
  return true;
}

void LiveReader::end_streams(const std::vector<std::string>& tokens) {
  if (tokens.empty() || incidents_.database_away()) return;
  auto valid = accounts_.still_valid(tokens, clock_.now());
  if (!valid) return;  // while the database is away nobody is sent out
  std::sort(valid.value().begin(), valid.value().end());
  for (const std::string& token : tokens) {
    if (!std::binary_search(valid.value().begin(), valid.value().end(), token)) streams_.post(CutNews{token});
  }
}

void LiveReader::look_at_links(const std::vector<Wish>& families) {
  if (families.empty() || incidents_.database_away()) return;
  std::set<UserId> users;
  for (const Wish& wish : families) users.insert(wish.viewer.caller.user);
  const auto links = families_.links_of_each({users.begin(), users.end()});
  if (!links) return;
  if (linked_.size() > k_told_max) linked_.clear();
  std::set<UserId> changed;
  for (const auto& [user, of_her] : links.value()) {
    const auto drawn = linked_.find(user);
    if (drawn == linked_.end() || drawn->second != of_her) changed.insert(user);
    linked_[user] = of_her;
  }
  std::set<UserId> unserved;
  for (const Wish& wish : families) {
    const UserId& user = wish.viewer.caller.user;
    if (changed.count(user) > 0 && !give_family_snapshot(wish)) unserved.insert(user);
  }
  for (const UserId& user : unserved) linked_.erase(user);  // the next look tries again
}

}  // namespace lamplight::server
