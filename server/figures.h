// What the processes count. Written from any thread, read by server/metrics when somebody scrapes.
#pragma once

#include <atomic>
#include <cstdint>

namespace lamplight::server {

using Count = std::atomic<std::int64_t>;

// Received = stored + repeated + refused (+ what waits in the lanes): I8.
struct AlarmFigures {
  Count received{0};        // off the broker
  Count refused{0};         // a full queue, or nothing of it could be stored: the home repeats
  Count stored{0};
  Count repeated{0};
  Count unreadable{0};      // of the stored ones
  Count transactions{0};
  Count conflicts{0};       // whole decisions taken again
  Count unavailable{0};     // waits for the database
};

struct TimerFigures {
  Count acted{0};
  Count late{0};            // acted upon more than 250 ms after the deadline (I6)
  Count latest_ms{0};       // the worst lateness so far
};

struct CourierFigures {
  Count told{0};            // taken by the broker
  Count swept{0};           // claimed from the outbox, their committer having died or lost the broker
  Count failed{0};          // not handed to the broker at once; the sweep repeats them
};

// Messages to people outside (server/messenger).
struct MessageFigures {
  Count sent{0};            // taken by a gateway, a mail server or a group
  Count refused{0};         // attempts that were not taken
  Count failed{0};          // given up
  Count no_channel{0};      // nothing configured reaches that person
};

// While the database is away (server/standby).
struct StandbyFigures {
  Count outages{0};
  Count since_ms{0};        // when the present one began; 0: the database is there
  Count taken{0};           // alarms acknowledged from the journal
  Count not_durable{0};     // decisions given up because the journal could not be written: nobody was told
  Count reconciled{0};      // entries brought into the database
  Count superseded{0};      // provisional acceptances that had to give way
};

// Of the monitor. An item is a record of a pack, a heartbeat, a result, or a whole message that can't
// be read. Items = stored + repeated + refused + dead_lettered (+ the batch in hand): I8.
struct ReadingsFigures {
  Count items{0};
  Count stored{0};
  Count repeated{0};        // readings whose device, name and time are known: the first stays
  Count refused{0};         // records of packs that could be read
  Count dead_lettered{0};   // whole messages
  Count letters{0};         // rows of dead_letters, those of refused records and odd members included
  Count clock_wrong{0};     // readings whose time was replaced by that of receipt
  Count writes{0};
  Count unavailable{0};     // attempts to write that failed
};

// Of the monitor's findings.
struct FindingFigures {
  Count begun{0};
  Count ended{0};
  Count told{0};            // messages published, repeats included
  Count received{0};        // acknowledged: alarms and their ends
  Count rejected{0};        // acknowledged as unreadable: the seals of monitor and server differ
  Count blind{0};           // times that the monitor could not see
  Count watched{0};         // devices, now
  Count silent{0};          // of those, now
};

}  // namespace lamplight::server
