// Everybody, with every reason.
#include "dispatch/matcher.h"

#include <algorithm>

#include "dispatch/ties.h"

namespace lamplight {
namespace {

bool better(const Candidate& a, const Candidate& b) {
  return a.cost_s != b.cost_s ? a.cost_s < b.cost_s : a.worker < b.worker;
}

}  // namespace

std::vector<Candidate> rank(const Incident& incident, const Town& town, std::span<const Commitment> commitments,
                            std::span<const Offer> offers, const TravelTime& travel, Instant now) {
  const CommitmentIndex all(commitments, town);
  const TieIndex index(all, offers, incident.id);
  const Costing costing(incident, town, travel, now);
  std::vector<Candidate> able;
  std::vector<Candidate> others;
  for (const WorkerCard& worker : *town.workers) {
    const Ties ties = index.of(worker.id);
    auto reasons = why_not(worker, incident, costing.resident(), ties);
    Candidate candidate{.worker = worker.id, .name = worker.name};
    if (worker.position && incident.place) candidate = costing.of(worker, ties);
    candidate.why_not = std::move(reasons);
    (candidate.why_not.empty() ? able : others).push_back(std::move(candidate));
  }
  std::sort(able.begin(), able.end(), better);
  able.insert(able.end(), std::make_move_iterator(others.begin()), std::make_move_iterator(others.end()));
  return able;
}

}  // namespace lamplight
