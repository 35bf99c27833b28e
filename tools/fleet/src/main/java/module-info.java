/// Releases out to a fleet, in stages, and what came of them. Never on a charger.
module stanchion.fleet {
    requires transitive stanchion.release;
    requires transitive stanchion.update;
    requires com.google.gson;
    requires java.sql;
}
