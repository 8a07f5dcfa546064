// The hub: a writer and a reader, and what a commit says to each.
#include "server/live_hub.h"

#include "server/live_reader.h"
#include "server/live_streams.h"

namespace lamplight::server {
namespace {

const Incident* find(const Changes& changes, const IncidentId& id) {
  for (const auto* rows : {&changes.updated, &changes.opened}) {
    for (const Incident& incident : *rows) {
      if (incident.id == id) return &incident;
    }
  }
  return nullptr;
}

OfferNews offers_in(const Changes& changes) {
  OfferNews news;
  for (const Offer& offer : changes.offers) {
    if (offer.state != OfferState::pending) continue;
    if (const Incident* incident = find(changes, offer.incident)) news.offers.push_back({offer, *incident});
  }
  return news;
}

}  // namespace

struct LiveHub::Inside {
  Inside(db::Pool& pool, IncidentReader& incidents, TownWatch& town, const Clock& clock)
      : streams(town, incidents, clock), reader(pool, incidents, streams, town, clock) {
    reader.start();
    streams.start({[this](StreamId id, const Viewer& viewer) { reader.want_snapshot(id, viewer); },
                   [this](const std::vector<IncidentId>& ids) { reader.changed(ids); },
                   [this](std::vector<std::string> tokens) { reader.check_tokens(std::move(tokens)); },
                   [this](std::vector<std::pair<StreamId, Viewer>> families) {
                     reader.check_links(std::move(families));
                   }});
  }

  LiveStreams streams;
  LiveReader reader;
};

LiveHub::LiveHub(db::Pool& pool, IncidentReader& incidents, TownWatch& town, const Clock& clock)
    : inside_(std::make_unique<Inside>(pool, incidents, town, clock)) {}

LiveHub::~LiveHub() {
  stop();
}

void LiveHub::committed(const Changes& changes, const Committed& committed) {
  if (!changes.offers.empty() && inside_->streams.workers_listen()) {
    OfferNews news = offers_in(changes);
    if (!news.offers.empty()) inside_->streams.post(std::move(news));
  }
  std::vector<IncidentId> ids = committed.incidents;
  if (ids.empty()) {
    for (const auto* rows : {&changes.opened, &changes.updated}) {
      for (const Incident& incident : *rows) ids.push_back(incident.id);
    }
  }
  if (!ids.empty()) inside_->reader.changed(ids);
}

void LiveHub::adopt(const Poco::Net::StreamSocket& socket, Viewer viewer) {
  inside_->streams.adopt(socket, std::move(viewer));
}

void LiveHub::begin_anew() {
  inside_->reader.forget_told();
  inside_->streams.post(AnewNews{});
}

void LiveHub::cut(const std::string& token_hash) {
  inside_->streams.post(CutNews{token_hash});
}

LiveHub::Figures LiveHub::figures() const {
  return inside_->streams.figures();
}

void LiveHub::stop() {
  inside_->reader.stop();
  inside_->streams.stop();
}

}  // namespace lamplight::server
