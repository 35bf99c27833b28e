package stanchion.bench.broker;

import java.nio.file.Path;

/// What a broker proves itself with and whom it believes.
///
/// @param keyStore PKCS#12 with the broker's key and chain
/// @param trustStore PKCS#12 with the private CA
/// @param password of both stores
/// @param certificate the broker's certificate, PEM
/// @param key its key, PEM (PKCS#8)
/// @param authority the private CA, PEM
public record BrokerFiles(
        Path keyStore,
        Path trustStore,
        String password,
        Path certificate,
        Path key,
        Path authority) {}
