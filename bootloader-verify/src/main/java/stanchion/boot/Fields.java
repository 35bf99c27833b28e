package stanchion.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/// Typed look-ups in a JSON object; what is missing or of another type is a refusal that names it.
///
/// Members nobody asks for are ignored: they are signed, and newer tools may add some.
public final class Fields {
    private final String path;
    private final SortedMap<String, Json> values;

    private Fields(String path, SortedMap<String, Json> values) {
        this.path = path;
        this.values = values;
    }

    /// Of a JSON object.
    ///
    /// @param path what it is called in refusals
    public static Fields of(String path, Json value) throws Refused {
        if (value instanceof Json.Members members) {
            return new Fields(path, members.values());
        }
        throw new Refused(Refusal.METADATA_FIELDS, path + " is not an object");
    }

    /// A text.
    public String text(String name) throws Refused {
        if (value(name) instanceof Json.Text text) {
            return text.value();
        }
        throw wrong(name, "is not a text");
    }

    /// A whole number in `least…most`.
    public long whole(String name, long least, long most) throws Refused {
        if (value(name) instanceof Json.Whole whole
                && whole.value() >= least
                && whole.value() <= most) {
            return whole.value();
        }
        throw wrong(name, "is not a number in " + least + ".." + most);
    }

    /// An object.
    public Fields members(String name) throws Refused {
        return of(path + "." + name, value(name));
    }

    /// A list of texts, at most `most` of them.
    public String[] texts(String name, int most) throws Refused {
        if (!(value(name) instanceof Json.Items items) || items.values().size() > most) {
            throw wrong(name, "is not a list of at most " + most);
        }
        String[] texts = new String[items.values().size()];
        for (int i = 0; i < texts.length; i++) {
            if (!(items.values().get(i) instanceof Json.Text text)) {
                throw wrong(name, "holds something that is not a text");
            }
            texts[i] = text.value();
        }
        return texts;
    }

    /// A list of objects, at most `most` of them.
    public List<Fields> objects(String name, int most) throws Refused {
        if (!(value(name) instanceof Json.Items items) || items.values().size() > most) {
            throw wrong(name, "is not a list of at most " + most);
        }
        List<Fields> objects = new ArrayList<>();
        for (Json item : items.values()) {
            objects.add(of(path + "." + name, item));
        }
        return objects;
    }

    /// Every member as it was read.
    public SortedMap<String, Json> values() {
        return values;
    }

    /// A refusal with `METADATA_FIELDS` that names a member.
    public Refused wrong(String name, String what) {
        return new Refused(Refusal.METADATA_FIELDS, path + "." + name + " " + what);
    }

    private Json value(String name) throws Refused {
        Json value = values.get(name);
        if (value == null) {
            throw wrong(name, "is missing");
        }
        return value;
    }
}
