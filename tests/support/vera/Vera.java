import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Asks the veraPDF library about many files in one JVM, whose start costs more than a hundred
 * verdicts.
 *
 * <p>Arguments: flavours separated by commas ("2a,ua1"), then files. Prints one JSON object a line
 * for each file and flavour. Every failed check is told, up to a hundred of one rule.
 */
public final class Vera {
  private static final int MOST_OF_ONE_RULE = 100;

  public static void main(String[] arguments) {
    // What is said to System.out by others must not stand between our lines.
    PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    Logger.getLogger("").setLevel(Level.OFF);
    VeraGreenfieldFoundryProvider.initialise();
    for (int i = 1; i < arguments.length; i++) {
      for (String flavour : arguments[0].split(",")) {
        answers.println(verdict(arguments[i], flavour));
      }
    }
  }

  private static String verdict(String file, String flavour) {
    PDFAFlavour asked = PDFAFlavour.byFlavourId(flavour);
    StringBuilder line = new StringBuilder("{\"file\":").append(quoted(file));
    line.append(",\"flavour\":").append(quoted(flavour));
    try (PDFAParser parser =
            Foundries.defaultInstance().createParser(new File(file), asked);
        PDFAValidator validator =
            Foundries.defaultInstance()
                .createValidator(asked, MOST_OF_ONE_RULE, false, true, false)) {
      ValidationResult result = validator.validate(parser);
      line.append(",\"judged\":").append(quoted(result.getPDFAFlavour().getId()));
      line.append(",\"compliant\":").append(result.isCompliant());
      line.append(",\"assertions\":").append(result.getTotalAssertions());
      line.append(",\"failures\":[");
      String separator = "";
      for (TestAssertion assertion : result.getTestAssertions()) {
        if (assertion.getStatus() == TestAssertion.Status.FAILED) {
          line.append(separator).append(failure(assertion));
          separator = ",";
        }
      }
      line.append("]");
    } catch (Exception | Error fault) {
      // A file that cannot be parsed is a verdict, too; the next one must still be judged.
      line.append(",\"fault\":").append(quoted(fault.toString()));
    }
    return line.append("}").toString();
  }

  private static String failure(TestAssertion assertion) {
    return "{\"clause\":" + quoted(assertion.getRuleId().getClause())
        + ",\"test\":" + assertion.getRuleId().getTestNumber()
        + ",\"message\":" + quoted(assertion.getMessage())
        + ",\"found\":" + quoted(assertion.getErrorMessage())
        + ",\"context\":" + quoted(assertion.getLocation().getContext()) + "}";
  }

  /** {@code text} as a JSON string. */
  private static String quoted(String text) {
    if (text == null) {
      return "null";
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
