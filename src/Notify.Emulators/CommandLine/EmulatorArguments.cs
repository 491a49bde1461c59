using Notify.Emulators.Meta;
using Notify.Emulators.Mtn;

namespace Notify.Emulators.CommandLine;

/// <summary>Reads the command line. Exactly one of <see cref="Options"/>, <see cref="Help"/> and <see cref="Problem"/> says what to do.</summary>
internal sealed record EmulatorArguments(MetaEmulatorOptions? Options, bool Help, string? Problem)
{
    private const string OpenWindowsFlag = "--open-windows";
    private const string UntilInputEndsFlag = "--until-input-ends";

    public const string Usage = """
        Usage: dotnet Notify.Emulators.dll meta [options]

          --urls URL             where to listen (http://127.0.0.1:0 = a port the system chooses)
          --data DIR             keep the accepted messages, awaited receipts and templates in this folder
          --webhook URL          where receipts are posted
          --app-secret TEXT      sign webhooks with it
          --verify-token TEXT    ask the webhook to prove itself with it first
          --token T[,T2]         access tokens to let in (any, when left out)
          --phone-number-id N[,N2]  sending numbers that exist (any, when left out)
          --business-account-id N  the account as webhooks name it (100200300400500); give the app's own
          --templates FILE       templates in the shape of Meta's list: {"data":[...]}
          --mtn-webhook URL      where MTN's delivery reports and inbound SMS are posted
          --mtn-client ID        the OAuth client that gets MTN's tokens (any, when left out)
          --mtn-secret TEXT      its secret
          --receipt-step MS      milliseconds from one receipt to the next (50)
          --open-windows         take free text for people who have not written within 24 hours, which Meta refuses (131047)
          --until-input-ends     end when standard input ends: with the program that started this one, however that ends
          --help                 this text
        """;

    /// <summary>Whether to end with standard input.</summary>
    public bool UntilInputEnds { get; init; }

    public static EmulatorArguments Parse(IReadOnlyList<string> given)
    {
        var arguments = given.Where(a => a is not (UntilInputEndsFlag or OpenWindowsFlag)).ToList();
        if (arguments.Contains("--help", StringComparer.Ordinal) || arguments.Contains("-h", StringComparer.Ordinal))
        {
            return new EmulatorArguments(Options: null, Help: true, Problem: null);
        }

        if (arguments is not ["meta", ..])
        {
            return Wrong("The first argument must be the emulator to start: meta.");
        }

        var options = new MetaEmulatorOptions
        {
            Mtn = new MtnEmulatorOptions(),
            OpenWindows = given.Contains(OpenWindowsFlag, StringComparer.Ordinal),
        };
        for (var index = 1; index < arguments.Count; index += 2)
        {
            if (index + 1 >= arguments.Count)
            {
                return Wrong($"{arguments[index]} needs a value.");
            }

            if (Apply(options, arguments[index], arguments[index + 1], out var problem) is not { } changed)
            {
                return Wrong(problem);
            }

            options = changed;
        }

        return new EmulatorArguments(options, Help: false, Problem: null) { UntilInputEnds = given.Contains(UntilInputEndsFlag, StringComparer.Ordinal) };
    }

    private static EmulatorArguments Wrong(string problem) => new(Options: null, Help: false, problem);

    private static MetaEmulatorOptions? Apply(MetaEmulatorOptions options, string name, string value, out string problem)
    {
        problem = string.Empty;
        switch (name)
        {
            case "--urls":
                return options with { Urls = value };
            case "--data":
                return options with { DataDirectory = value };
            case "--app-secret":
                return options with { AppSecret = value };
            case "--verify-token":
                return options with { VerifyToken = value };
            case "--token":
                return options with { AccessTokens = Split(value) };
            case "--phone-number-id":
                return options with { PhoneNumberIds = Split(value) };
            case "--business-account-id":
                return options with { BusinessAccountId = value };
            case "--templates":
                return options with { TemplatesFile = value };
            case "--webhook" when Uri.TryCreate(value, UriKind.Absolute, out var url):
                return options with { WebhookUrl = url };
            case "--mtn-webhook" when Uri.TryCreate(value, UriKind.Absolute, out var url):
                return options with { Mtn = options.Mtn! with { WebhookUrl = url } };
            case "--mtn-client":
                return options with { Mtn = options.Mtn! with { ClientId = value } };
            case "--mtn-secret":
                return options with { Mtn = options.Mtn! with { ClientSecret = value } };
            case "--receipt-step" when int.TryParse(value, out var milliseconds):
                return options with { ReceiptStep = TimeSpan.FromMilliseconds(milliseconds) };
            case "--webhook" or "--mtn-webhook" or "--receipt-step":
                problem = name == "--receipt-step" ? "--receipt-step needs a number of milliseconds." : $"{name} needs an absolute address.";
                return null;
            default:
                problem = $"There is no option {name}.";
                return null;
        }
    }

    private static string[] Split(string value) => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
