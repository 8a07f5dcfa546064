// All SQL of Lamplight, one header for each group of tables.
//
// Used by the stores of db/ only. `?` is a parameter; `{rows}`, `{in}` and `{any …}` stand for as many
// as are given (db/statement_text.h). tests/contract prepares every statement on a real server.
#pragma once

#include "db/statements_accounts.h"
#include "db/statements_demo.h"
#include "db/statements_device_commands.h"
#include "db/statements_family.h"
#include "db/statements_findings.h"
#include "db/statements_incidents.h"
#include "db/statements_readings.h"
#include "db/statements_records.h"
#include "db/statements_registers.h"
#include "db/statements_resident_story.h"
#include "db/statements_residents.h"
#include "db/statements_rollups.h"
#include "db/statements_session.h"
#include "db/statements_things.h"
#include "db/statements_views.h"
#include "db/statements_watching.h"
#include "db/statements_whereabouts.h"
