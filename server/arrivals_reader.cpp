// Bytes to signals; a full lane refuses, counted, and the home repeats.
#include "server/arrivals_reader.h"

#include "devices/decode.h"
#include "model/limits.h"
#include "model/planted_bug.h"
#include "server/clock.h"

namespace lamplight::server {

ArrivalsReader::ArrivalsReader(Arrivals& arrivals, SignalLanes& lanes, const FindingSeal& seal, const Clock& clock,
                               AlarmFigures& figures)
    : arrivals_(arrivals),
      lanes_(lanes),
      seal_(seal),
      clock_(clock),
      figures_(figures),
      thread_("arrivals", [this](const std::stop_token& stop) { run(stop); }) {}

void ArrivalsReader::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    for (const Arrived& message : arrivals_.take_batch(limits::intake_batch_max, Millis{200}, stop)) {
      ++figures_.received;
      if (planted("arrival_uncounted", 7)) continue;
      const auto topic = read_topic(message.topic);
      // The subscription lets nothing else through but names outside the grammar, which no device has.
      if (!topic || topic->leaf != Leaf::alarm) {
        ++figures_.refused;
        continue;
      }
      if (!lanes_.offer(decode_alarm(*topic, message.payload, message.retained, clock_.now(), &seal_))) ++figures_.refused;
    }
  }
}

}  // namespace lamplight::server
