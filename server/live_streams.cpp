// The writer: takes news from its inbox, routes each to the streams it is for, writes what sockets take.
#include "server/live_streams.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <unordered_map>

#include <Poco/Exception.h>

#include "model/check.h"
#include "model/limits.h"
#include "server/live_stream.h"
#include "server/thread.h"

namespace lamplight::server {
namespace {

constexpr std::uint64_t k_wake = 0;  // epoll's name for the eventfd; streams count from 1

struct Adopted {
  Poco::Net::StreamSocket socket;
  Viewer viewer;
};

// The stream is hers now, or is asked of her, or neither: what her screen must be told.
const AskedWorker* asked_of(const IncidentNews& news, const WorkerId& worker) {
  const auto found = std::find_if(news.asked.begin(), news.asked.end(),
                                  [&](const AskedWorker& asked) { return asked.worker == worker; });
  return found == news.asked.end() ? nullptr : &*found;
}

}  // namespace

Event event_of(std::string_view name, const std::string& json) {
  return std::make_shared<const std::string>("event: " + std::string(name) + "\ndata: " + json + "\n\n");
}

struct LiveStreams::Inside {
  Inside(TownWatch& given_town, const IncidentReader& given_incidents, const Clock& given_clock)
      : town(given_town),
        incidents(given_incidents),
        clock(given_clock),
        epoll(::epoll_create1(EPOLL_CLOEXEC)),
        wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    LAMPLIGHT_CHECK(epoll >= 0 && wake >= 0);
    watch(EPOLL_CTL_ADD, wake, EPOLLIN, k_wake);
  }
  ~Inside() {
    ::close(wake);
    ::close(epoll);
  }

  // --- any thread ---
  void ring() const {
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(wake, &one, sizeof one);
  }
  template <class Item>
  void put(std::vector<Item> Inside::*box, Item item) {
    {
      const std::lock_guard lock(mutex);
      (this->*box).push_back(std::move(item));
    }
    ring();
  }

  // --- the writer's thread ---
  void run();
  void watch(int operation, int descriptor, std::uint32_t events, StreamId id) const;
  void take_inbox();
  void welcome(Adopted adopted);
  void tell(SnapshotNews& news);
  void tell(IncidentNews& news);
  void tell(OfferNews& news);
  void tell(FamilyNews& news);
  void tell(AnewNews& news);
  void tell(CutNews& news);
  void tell_worker(LiveStream& stream, const IncidentNews& news);
  void offer(LiveStream& stream, const http::OfferShown& shown);
  void send(LiveStream& stream, const Event& event);
  void tick();
  void flush();
  void flush(LiveStream& stream);
  void drop(StreamId id);
  void count();

  TownWatch& town;
  const IncidentReader& incidents;
  const Clock& clock;
  const int epoll;
  const int wake;
  Asks asks;

  std::mutex mutex;
  std::vector<Adopted> newcomers;  // guarded by mutex
  std::vector<News> inbox;         // guarded by mutex

  // Only the writer's.
  std::unordered_map<StreamId, std::unique_ptr<LiveStream>> streams;
  std::vector<StreamId> dirty;  // have something new to write
  StreamId next_id = 1;
  Instant next_tick{};

  std::atomic<bool> stopping{false};
  std::atomic<std::int64_t> desk_count{0}, worker_count{0}, family_count{0};
  std::atomic<std::int64_t> streams_total{0}, bytes_total{0}, events_total{0}, slow_cut_total{0};
  std::optional<Thread> thread;
};

void LiveStreams::Inside::watch(int operation, int descriptor, std::uint32_t events, StreamId id) const {
  epoll_event event{};
  event.events = events;
  event.data.u64 = id;
  ::epoll_ctl(epoll, operation, descriptor, &event);
}

void LiveStreams::Inside::run() {
  std::array<epoll_event, 256> events{};
  next_tick = clock.now() + limits::live_tick;
  while (!stopping) {
    const auto wait = std::clamp<std::int64_t>((next_tick - clock.now()).count(), 0, limits::live_tick.count());
    const int ready = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), static_cast<int>(wait));
    for (int i = 0; i < ready; ++i) {
      const epoll_event& event = events[static_cast<std::size_t>(i)];
      if (event.data.u64 == k_wake) {
        std::uint64_t rings = 0;
        [[maybe_unused]] const ssize_t taken = ::read(wake, &rings, sizeof rings);
        continue;
      }
      const auto found = streams.find(event.data.u64);
      if (found == streams.end()) continue;
      const bool gone = (event.events & (EPOLLHUP | EPOLLERR | EPOLLRDHUP)) != 0U;
      if (gone || ((event.events & EPOLLIN) != 0U && !found->second->drain_input())) {
        drop(event.data.u64);
      } else {
        dirty.push_back(event.data.u64);
      }
    }
    take_inbox();
    if (clock.now() >= next_tick) tick();
    flush();
  }
  for (auto& [id, stream] : streams) {
    (void)stream->write(clock.now(), bytes_total);
    stream->close();
  }
  streams.clear();
  count();
}

void LiveStreams::Inside::take_inbox() {
  std::vector<Adopted> arrived;
  std::vector<News> news;
  {
    const std::lock_guard lock(mutex);
    arrived.swap(newcomers);
    news.swap(inbox);
  }
  for (Adopted& adopted : arrived) welcome(std::move(adopted));
  for (News& one : news) std::visit([this](auto& held) { tell(held); }, one);
}

void LiveStreams::Inside::welcome(Adopted adopted) {
  const StreamId id = next_id++;
  std::unique_ptr<LiveStream> stream;
  try {
    stream = std::make_unique<LiveStream>(id, adopted.socket, std::move(adopted.viewer), clock.now());
  } catch (const Poco::Exception&) {
    return;  // the client is gone already
  }
  watch(EPOLL_CTL_ADD, stream->descriptor(), EPOLLIN | EPOLLRDHUP, id);
  dirty.push_back(id);
  const Viewer viewer = stream->viewer();
  streams.emplace(id, std::move(stream));
  ++streams_total;
  count();
  asks.snapshot(id, viewer);
}

void LiveStreams::Inside::send(LiveStream& stream, const Event& event) {
  if (!event) return;
  stream.enqueue(event);
  ++events_total;
  dirty.push_back(stream.id());
}

void LiveStreams::Inside::tell(SnapshotNews& news) {
  std::vector<IncidentId> look_again;
  for (const StreamId id : news.streams) {
    const auto found = streams.find(id);
    if (found == streams.end()) continue;
    LiveStream& stream = *found->second;
    stream.begin(news.event);
    ++events_total;
    dirty.push_back(id);
    for (const auto& [incident, tie] : news.ties) stream.ties[incident] = tie;
    // An offer that came before the snapshot may be over by now: show it, and look again.
    for (const http::OfferShown& shown : stream.early) {
      offer(stream, shown);
      look_again.push_back(shown.incident.id);
    }
    stream.early.clear();
  }
  if (!look_again.empty()) asks.look_again(std::move(look_again));
}

void LiveStreams::Inside::tell(IncidentNews& news) {
  for (const auto& [id, stream] : streams) {
    if (!stream->ready()) continue;
    if (stream->is_desk()) send(*stream, news.for_desk);
    if (stream->is_worker()) tell_worker(*stream, news);
  }
}

void LiveStreams::Inside::tell_worker(LiveStream& stream, const IncidentNews& news) {
  const WorkerId worker{stream.viewer().caller.person};
  const auto tie = stream.ties.find(news.incident);
  const bool known = tie != stream.ties.end();
  if (known && tie->second.version > news.version) return;  // her screen is ahead of what was read
  if (news.holder == worker) {
    stream.ties[news.incident] = {0, news.version};
    send(stream, news.for_holder);
    return;
  }
  if (const AskedWorker* asked = asked_of(news, worker)) {
    if (!known || tie->second.round != asked->round) send(stream, asked->event);
    stream.ties[news.incident] = {asked->round, news.version};
    return;
  }
  if (!known) return;
  const std::string why = tie->second.round > 0 ? "offer_ended" : "released";
  stream.ties.erase(tie);
  send(stream, event_of("withdrawn", http::withdrawn_view(news.incident, why)));
}

void LiveStreams::Inside::tell(OfferNews& news) {
  for (const auto& [id, stream] : streams) {
    if (!stream->is_worker()) continue;
    for (const http::OfferShown& shown : news.offers) {
      if (shown.offer.worker.text() != stream->viewer().caller.person) continue;
      if (stream->ready()) {
        offer(*stream, shown);
      } else {
        stream->early.push_back(shown);
      }
    }
  }
}

void LiveStreams::Inside::offer(LiveStream& stream, const http::OfferShown& shown) {
  const auto tie = stream.ties.find(shown.incident.id);
  if (tie != stream.ties.end() && tie->second.version >= shown.incident.version) return;
  stream.ties[shown.incident.id] = {shown.offer.round, shown.incident.version};
  send(stream, event_of("offer", http::offer_view(shown.offer, shown.incident, town.town())));
}

void LiveStreams::Inside::tell(FamilyNews& news) {
  for (const auto& [id, stream] : streams) {
    if (stream->ready() && stream->is_family() && stream->viewer().caller.user == news.user) send(*stream, news.event);
  }
}

// Versions of the outage say nothing about those of the database, so no screen is ahead of it any more.
void LiveStreams::Inside::tell(AnewNews&) {
  std::vector<IncidentId> look_again;
  for (const auto& [id, stream] : streams) {
    for (auto& [incident, tie] : stream->ties) {
      tie.version = 0;
      look_again.push_back(incident);
    }
    asks.snapshot(id, stream->viewer());
  }
  if (!look_again.empty()) asks.look_again(std::move(look_again));
}

void LiveStreams::Inside::tell(CutNews& news) {
  std::vector<StreamId> cut;
  for (const auto& [id, stream] : streams) {
    if (stream->viewer().token_hash == news.token_hash) cut.push_back(id);
  }
  for (const StreamId id : cut) drop(id);
}

void LiveStreams::Inside::tick() {
  const Instant now = clock.now();
  next_tick = now + limits::live_tick;
  const Event event = event_of("tick", http::tick_view(now, incidents.database_away()));
  std::vector<std::string> tokens;
  std::vector<std::pair<StreamId, Viewer>> families;
  for (const auto& [id, stream] : streams) {
    send(*stream, event);
    tokens.push_back(stream->viewer().token_hash);
    if (stream->is_family() && stream->ready()) families.emplace_back(id, stream->viewer());
  }
  if (!families.empty()) asks.check_links(std::move(families));
  if (!tokens.empty()) asks.check_tokens(std::move(tokens));
}

void LiveStreams::Inside::flush() {
  std::vector<StreamId> now_dirty;
  now_dirty.swap(dirty);
  std::sort(now_dirty.begin(), now_dirty.end());
  now_dirty.erase(std::unique(now_dirty.begin(), now_dirty.end()), now_dirty.end());
  for (const StreamId id : now_dirty) {
    const auto found = streams.find(id);
    if (found != streams.end()) flush(*found->second);
  }
}

void LiveStreams::Inside::flush(LiveStream& stream) {
  const Instant now = clock.now();
  if (!stream.write(now, bytes_total)) return drop(stream.id());
  if (stream.too_slow(now)) {
    ++slow_cut_total;
    return drop(stream.id());
  }
  if (stream.has_more() == stream.waits_for_room) return;
  stream.waits_for_room = stream.has_more();
  const std::uint32_t room = stream.waits_for_room ? EPOLLOUT : 0U;
  watch(EPOLL_CTL_MOD, stream.descriptor(), EPOLLIN | EPOLLRDHUP | room, stream.id());
}

void LiveStreams::Inside::drop(StreamId id) {
  const auto found = streams.find(id);
  if (found == streams.end()) return;
  watch(EPOLL_CTL_DEL, found->second->descriptor(), 0, id);
  found->second->close();
  streams.erase(found);
  count();
}

void LiveStreams::Inside::count() {
  std::int64_t desk = 0, workers = 0, family = 0;
  for (const auto& [id, stream] : streams) {
    desk += stream->is_desk() ? 1 : 0;
    workers += stream->is_worker() ? 1 : 0;
    family += stream->is_family() ? 1 : 0;
  }
  desk_count = desk;
  worker_count = workers;
  family_count = family;
}

LiveStreams::LiveStreams(TownWatch& town, const IncidentReader& incidents, const Clock& clock)
    : inside_(std::make_unique<Inside>(town, incidents, clock)) {}

LiveStreams::~LiveStreams() {
  stop();
}

void LiveStreams::start(Asks asks) {
  inside_->asks = std::move(asks);
  inside_->thread.emplace("live-writer", [this](const std::stop_token&) { inside_->run(); });
}

void LiveStreams::adopt(const Poco::Net::StreamSocket& socket, Viewer viewer) {
  inside_->put(&Inside::newcomers, Adopted{socket, std::move(viewer)});
}

void LiveStreams::post(News news) {
  inside_->put(&Inside::inbox, std::move(news));
}

void LiveStreams::stop() {
  inside_->stopping = true;
  inside_->ring();
  inside_->thread.reset();
}

bool LiveStreams::desk_listens() const {
  return inside_->desk_count > 0;
}
bool LiveStreams::workers_listen() const {
  return inside_->worker_count > 0;
}
bool LiveStreams::family_listens() const {
  return inside_->family_count > 0;
}

LiveHub::Figures LiveStreams::figures() const {
  const Inside& inside = *inside_;
  return {inside.desk_count + inside.worker_count + inside.family_count, inside.streams_total, inside.bytes_total,
          inside.events_total, inside.slow_cut_total};
}

}  // namespace lamplight::server
