package io.ketstream.optimizer.training;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.event.Topics;
import java.util.List;

/// How much fits into a message, there and back.
final class MessageRoom {

    /// What an event has beside its numbers.
    private static final int AROUND = 4096;

    private static final int QUESTION_BYTES = Topics.MAX_MESSAGE_BYTES - AROUND;

    /// Numbers of a matrix, in base64; execution-service refuses more than about 24,000.
    static final int ANSWER_NUMBERS = 23_000;

    private MessageRoom() {}

    /// The longest of these vectors as text: each number as `Double.toString` has it, and a comma.
    static int bytes(List<RealVector> vectors) {
        int longest = 2;
        for (RealVector vector : vectors) {
            int bytes = 3;
            for (int i = 0; i < vector.size(); i++) {
                bytes += Double.toString(vector.get(i)).length() + 1;
            }
            longest = Math.max(longest, bytes);
        }
        return longest;
    }

    /// How many vectors of so many bytes fit into a question beside `others` bytes.
    ///
    /// @throws InvalidValueException when not even `least` do
    static int vectors(int bytes, int others, int least) {
        int most = (QUESTION_BYTES - others) / bytes;
        if (most < least) {
            throw new InvalidValueException(
                    "model",
                    "takes too many numbers a row: " + least + " of " + bytes + " bytes do not fit into a message of "
                            + Topics.MAX_MESSAGE_BYTES);
        }
        return most;
    }

    /// Rows of a message each of which is answered by `numbers` numbers.
    ///
    /// @throws InvalidValueException when not even one is
    static int answers(int numbers) {
        if (numbers > ANSWER_NUMBERS) {
            throw new InvalidValueException(
                    "model", "takes " + numbers + " numbers an answer, and " + ANSWER_NUMBERS + " fit into a message");
        }
        return ANSWER_NUMBERS / numbers;
    }
}
