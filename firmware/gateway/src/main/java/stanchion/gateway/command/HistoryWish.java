package stanchion.gateway.command;

import stanchion.gateway.history.Query;

/// What somebody wants to see of the history: one page.
public record HistoryWish(Subject subject, Query query, Format format) {
    public enum Subject {
        SESSIONS("sessions"),
        QUARTERS("quarters"),
        LOG("log");

        private final String text;

        Subject(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    public enum Format {
        JSON("json"),
        CSV("csv");

        private final String text;

        Format(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    @Override
    public String toString() {
        return query.limit() + " " + subject.text() + " after " + query.after();
    }
}
