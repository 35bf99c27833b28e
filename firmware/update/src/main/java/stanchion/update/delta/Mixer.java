package stanchion.update.delta;

import java.util.Arrays;

/// Weighs opinions on the next bit, and learns whom to trust in which situation (a logistic
/// mixture, as in the PAQ family of compressors).
final class Mixer {
    private final Logistic logistic;
    private final int inputs;
    private final float[] weights;
    private final float rate;
    private int at;
    private float result;

    /// That trusts everyone alike.
    ///
    /// @param inputs opinions on each bit
    /// @param sets situations that are told apart
    Mixer(Logistic logistic, int inputs, int sets, float rate) {
        this.logistic = logistic;
        this.inputs = inputs;
        this.weights = new float[inputs * sets];
        this.rate = rate;
        Arrays.fill(weights, 0.3f);
    }

    /// Mixes.
    ///
    /// @param in one opinion each, stretched
    /// @return the mixture, stretched
    float mix(float[] in, int set) {
        at = set * inputs;
        float sum = 0;
        for (int i = 0; i < inputs; i++) {
            sum += in[i] * weights[at + i];
        }
        sum = Math.clamp(sum, -Logistic.MOST, Logistic.MOST);
        result = logistic.squash(sum);
        return sum;
    }

    void learn(float[] in, int bit) {
        float step = (bit - result) * rate;
        for (int i = 0; i < inputs; i++) {
            weights[at + i] += in[i] * step;
        }
    }
}
