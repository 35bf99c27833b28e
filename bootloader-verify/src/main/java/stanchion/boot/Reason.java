package stanchion.boot;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/// Why something could not be read, in a few words.
final class Reason {
    private Reason() {}

    static String of(IOException failure) {
        if (failure instanceof NoSuchFileException missing) {
            return missing.getFile() + ": no such file";
        }
        if (failure instanceof AccessDeniedException denied) {
            return denied.getFile() + ": not permitted";
        }
        String message = failure.getMessage();
        return message == null ? "read failed" : message;
    }
}
