// All SQL of Lamplight, one header for each group of tables.
//
// Used by the stores of db/ only. `?` is a parameter; `{rows}`, `{in}` and `{any …}` stand for as many
// as are given (db/statement_text.h). tests/contract prepares every statement on a real server.
#pragma once

#include "db/statements_incidents.h"
#include "db/statements_registers.h"
#include "db/statements_session.h"
