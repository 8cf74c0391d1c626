#ifndef CSQLITE_SHIM_H
#define CSQLITE_SHIM_H

#include <sqlite3.h>

// Swift imports neither variadic functions nor macros that cast; these wrappers stand in for them.

/// The version of the library that is linked, which need not be that of the header.
static inline const char *clio_sqlite_version(void) { return sqlite3_libversion(); }

/// Sets an option of a connection that takes a flag (SQLITE_DBCONFIG_DEFENSIVE and its like).
static inline int clio_sqlite_db_config(sqlite3 *database, int option, int value, int *result) {
  return sqlite3_db_config(database, option, value, result);
}

/// Tells SQLite to copy what is bound; nil (SQLITE_STATIC) tells it that what is bound stays.
static inline sqlite3_destructor_type clio_sqlite_transient(void) { return SQLITE_TRANSIENT; }

#endif
