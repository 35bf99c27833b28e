package stanchion.bench.broker;

import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// Believes any broker, so that a refused handshake can only be the broker's refusal.
final class Credulous implements X509TrustManager {
    private static final TrustManager[] ALONE = {new Credulous()};

    private Credulous() {}

    static TrustManager[] managers() {
        return ALONE.clone();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
