package stanchion.bench.run;

import com.google.gson.JsonObject;
import java.time.Instant;

/// What the bench itself has to say on the page.
final class PageNews {
    private PageNews() {}

    static String json(String name, String detail) {
        JsonObject news = new JsonObject();
        news.addProperty("ts", Instant.now().toString());
        news.addProperty("name", name);
        news.addProperty("detail", detail);
        return news.toString();
    }

    static String field(String name, String value) {
        JsonObject object = new JsonObject();
        object.addProperty(name, value);
        return object.toString();
    }
}
