#ifndef CSQLITE_SHIM_H
#define CSQLITE_SHIM_H

#include <sqlite3.h>

// Swift imports neither variadic functions nor macros that cast; these wrappers stand in for them.

/// Sets an option of a connection that takes a flag (SQLITE_DBCONFIG_DEFENSIVE and its like).
static inline int csqlite_db_config(sqlite3 *database, int option, int value) {
  return sqlite3_db_config(database, option, value, (int *)0);
}

/// Tells SQLite to copy what is bound; nil (SQLITE_STATIC) tells it that what is bound stays.
static inline sqlite3_destructor_type csqlite_transient(void) { return SQLITE_TRANSIENT; }

#endif
