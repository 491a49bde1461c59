using Notify.Conversations;
using Notify.Inbound;
using Notify.Sessions;

namespace Notify.Core.Tests.Support;

/// <summary>A person who talks with an app over WhatsApp and SMS.</summary>
internal sealed class TalkRig : IAsyncDisposable
{
    public const string Number = "+250788000001";

    private readonly ScriptedSender _sms = new(Channel.Sms);
    private readonly InboxRig _rig;
    private int _written;
    private int _readHere;
    private int _readSms;

    public TalkRig(Conversation? conversation = null, Action<INotifyBuilder>? configure = null)
    {
        Sessions = new HookedSessions(Store.Sessions);
        Store.Sessions = Sessions;
        _rig = new InboxRig(store: Store, configure: n =>
        {
            n.AddSender(_sms);
            n.Services.AddSingleton<IConversationReceiver>(Receiver);
            if (conversation is not null)
            {
                n.AddConversation(conversation);
            }

            configure?.Invoke(n);
            n.Services.AddSingleton<IInboundHandler>(new TestHandler((context, token) => Next.HandleAsync(context, token)));
        });
    }

    public TestStore Store { get; } = new();

    public HookedSessions Sessions { get; }

    public HookedQueue Queue => _rig.Queue;

    public TestReceiver Receiver { get; } = new();

    /// <summary>Handles what conversations pass on.</summary>
    public TestHandler Next { get; set; } = TestHandler.That(InboundResult.Handled);

    public TestApp App => _rig.App;

    public HookedInbox Inbox => _rig.Inbox;

    /// <summary>The questions people of a moving agency are asked.</summary>
    public static Conversation Intake { get; } = new()
    {
        Name = "intake",
        MaxTries = 2,
        SkipWords = ["skip", "passer"],
        Questions =
        [
            new Question
            {
                Name = "service",
                Kind = QuestionKind.Choice,
                Ask = In("Which service?", "Quel service ?"),
                Again = In("Please choose one.", "Choisissez, s'il vous plaît."),
                Choices =
                [
                    new QuestionChoice { Value = "visa", Label = In("Visa", "Visa"), Synonyms = ["entry permit"] },
                    new QuestionChoice { Value = "work_visa", Label = In("Work visa", "Visa de travail") },
                    new QuestionChoice { Value = "moving", Label = In("Moving house", "Déménagement"), Synonyms = ["move", "relocation"] },
                ],
            },
            new Question { Name = "name", Ask = In("Your name?", "Votre nom ?"), MinLength = 2, MaxLength = 40, Finds = [@"my name is (?<value>[\p{L} ]+)"] },
            new Question { Name = "email", Kind = QuestionKind.Email, Ask = In("Your e-mail?", "Votre e-mail ?"), IsOptional = true },
        ],
        Completed = In("Thank you.", "Merci."),
        GivenUp = In("A colleague will call you.", "Un collègue vous appellera."),
    };

    public static string ServiceQuestion => "Which service?\n1. Visa\n2. Work visa\n3. Moving house";

    public static IReadOnlyDictionary<string, string> In(string english, string french) => new Dictionary<string, string> { ["en"] = english, ["fr"] = french };

    /// <summary>The person writes, the worker runs; gives what they are sent.</summary>
    public async Task<IReadOnlyList<string>> SayAsync(string words, string kind = "text")
    {
        await WriteAsync(words, kind);
        return await AnswersAsync();
    }

    public Task WriteAsync(string words, string kind = "text") => _rig.ReceiveAsync($"{kind} wamid.{++_written} {Number} {words}");

    public async Task<IReadOnlyList<string>> AnswersAsync()
    {
        await App.RunOnceAsync();
        await App.RunOnceAsync();
        var (here, sms) = (_rig.Sent.ToList(), Sms.ToList());
        List<string> news = [.. here[_readHere..], .. sms[_readSms..]];
        (_readHere, _readSms) = (here.Count, sms.Count);
        return news;
    }

    /// <summary>What the person was sent over SMS.</summary>
    public IEnumerable<string> Sms => _sms.Requests.Select(r => ((TextMessage)r.Message).Body);

    public async Task<Session> SessionAsync(Channel? channel = null) =>
        await App.Services.GetRequiredService<ISessions>().GetOrCreateAsync(Notification.DefaultTenant, Number, channel ?? Channel.Voice);

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        Store.Dispose();
    }
}
