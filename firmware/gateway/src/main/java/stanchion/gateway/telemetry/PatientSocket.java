package stanchion.gateway.telemetry;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;

/// A TCP connection whose end is found by reading alone.
///
/// A broker that refuses the charger's certificate sends an alert and closes, while TLS 1.3 lets
/// the charger go on writing. A write that finds the connection closed would end it with the alert
/// unread, and the charger would not know that another certificate is wanted; so such a write is
/// dropped, and the next read says what the broker said, or that it has gone.
final class PatientSocket extends Socket {
    @Override
    public OutputStream getOutputStream() throws IOException {
        return new Dropping(super.getOutputStream());
    }

    private static final class Dropping extends FilterOutputStream {
        Dropping(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            try {
                out.write(bytes, from, count);
            } catch (SocketException closed) {
                // the reader is told
            }
        }
    }
}
