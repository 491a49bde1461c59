using System.Collections.Frozen;

namespace Notify.OptOut;

/// <summary>
/// The words and answers Notify comes with. English ones are those of 47 CFR 64.1200(a)(10) and what gateways add to them; for French the gateways' ARRET and its
/// kind; no official list was found for Swahili and Kinyarwanda, those are our own choice. Answers stay within GSM-7 and one segment.
/// </summary>
internal static class BuiltInLanguages
{
    /// <summary>The language taken where a word is of several and the person's own is not among them.</summary>
    public const string Default = "en";

    private static readonly BuiltInLanguage English = new()
    {
        StopWords = ["STOP", "STOP ALL", "UNSUBSCRIBE", "END", "QUIT", "CANCEL", "REVOKE", "OPT OUT", "REMOVE"],
        StartWords = ["START", "UNSTOP", "SUBSCRIBE", "OPT IN"],
        YesWords = ["YES"],
        HelpWords = ["HELP", "INFO"],
        Stopped = "You have opted out and will get no more messages from us. Reply {start} to get them again.",
        StoppedHere = "You have opted out and will get no more messages from us here. Reply {start} to get them again.",
        Started = "You will get our messages again. Reply {stop} to end them, {help} for help.",
        Help = "Reply {stop} to get no more messages from us.",
        HelpWithContact = "Help: {contact}. Reply {stop} to get no more messages from us.",
    };

    private static readonly BuiltInLanguage French = new()
    {
        StopWords = ["STOP", "STOP TOUT", "ARRET", "ARRETER", "ARRETEZ", "DESABONNER", "DESABONNEMENT", "DESINSCRIRE", "DESINSCRIPTION", "TD"],
        StartWords = ["START", "REPRENDRE", "REABONNER", "REABONNEMENT"],
        YesWords = ["OUI"],
        HelpWords = ["AIDE", "HELP", "INFO"],
        Stopped = "Vous ne recevrez plus de messages de notre part. Répondez {start} pour en recevoir à nouveau.",
        StoppedHere = "Vous ne recevrez plus de messages de notre part ici. Répondez {start} pour en recevoir à nouveau.",
        Started = "Vous recevrez à nouveau nos messages. Répondez {stop} pour ne plus en recevoir, {help} pour obtenir de l'aide.",
        Help = "Répondez {stop} pour ne plus recevoir de messages de notre part.",
        HelpWithContact = "Aide : {contact}. Répondez {stop} pour ne plus recevoir de messages de notre part.",
    };

    private static readonly BuiltInLanguage Swahili = new()
    {
        StopWords = ["STOP", "ACHA", "SITISHA", "KOMESHA", "JIONDOE", "JITOE"],
        StartWords = ["START", "ANZA", "JIUNGE"],
        YesWords = ["NDIYO", "NDIO"],
        HelpWords = ["MSAADA", "HELP"],
        Stopped = "Umejiondoa. Hutapokea tena ujumbe kutoka kwetu. Jibu {start} ili uupokee tena.",
        StoppedHere = "Umejiondoa. Hutapokea tena ujumbe kutoka kwetu hapa. Jibu {start} ili uupokee tena.",
        Started = "Utapokea tena ujumbe wetu. Jibu {stop} ili kuusitisha, {help} kwa msaada.",
        Help = "Jibu {stop} ili usipokee tena ujumbe kutoka kwetu.",
        HelpWithContact = "Msaada: {contact}. Jibu {stop} ili usipokee tena ujumbe kutoka kwetu.",
    };

    private static readonly BuiltInLanguage Kinyarwanda = new()
    {
        StopWords = ["STOP", "HAGARIKA", "GUHAGARIKA", "REKA", "IKURAMO"],
        StartWords = ["START", "TANGIRA", "IYANDIKISHE"],
        YesWords = ["YEGO"],
        HelpWords = ["UBUFASHA", "MFASHA", "HELP"],
        Stopped = "Mwavuyemo. Ntabwo muzongera kwakira ubutumwa bwacu. Subiza {start} kugira ngo mwongere kubwakira.",
        StoppedHere = "Mwavuyemo. Ntabwo muzongera kwakira ubutumwa bwacu hano. Subiza {start} kugira ngo mwongere kubwakira.",
        Started = "Muzongera kwakira ubutumwa bwacu. Subiza {stop} kugira ngo buhagarare, {help} niba mukeneye ubufasha.",
        Help = "Subiza {stop} niba mutagishaka ubutumwa bwacu.",
        HelpWithContact = "Ubufasha: {contact}. Subiza {stop} niba mutagishaka ubutumwa bwacu.",
    };

    /// <summary>By language, in the order in which they are tried.</summary>
    public static IReadOnlyList<(string Language, BuiltInLanguage Words)> All { get; } =
        [(Default, English), ("fr", French), ("sw", Swahili), ("rw", Kinyarwanda)];

    private static readonly FrozenDictionary<string, BuiltInLanguage> ByLanguage =
        All.ToFrozenDictionary(l => l.Language, l => l.Words, StringComparer.OrdinalIgnoreCase);

    public static BuiltInLanguage? Find(string language) => ByLanguage.GetValueOrDefault(language);
}
