namespace Notify.Bench.Segmenting;

/// <summary>Texts as apps send them, by what makes them cheap or dear to count.</summary>
internal static class SmsWorkload
{
    private const string Kinyarwanda = "Muraho Jean, wishyuye 5000 RWF kuri konti yawe ya MTN MoMo. Murakoze gukoresha serivisi zacu! ";
    private const string French = "Votre colis est arrivé à Kigali : présentez cette référence au guichet où il vous sera remis dès aujourd'hui. ";
    private const string Unicode = "Votre reçu est prêt : 5 000 ₦ payés à l’école, merci d’avoir choisi notre service. ";

    public static IReadOnlyDictionary<string, string[]> Kinds { get; } = new Dictionary<string, string[]>
    {
        ["gsm7OneSegment"] = [Kinyarwanda, Kinyarwanda + "https://mtn.rw/p/42"],
        ["gsm7Accents"] = [French],
        ["gsm7Extended"] = [string.Concat(Enumerable.Repeat("Total: [5,00 €] {ref|42} ", 8))],
        ["gsm7ThreeSegments"] = [string.Concat(Enumerable.Repeat(Kinyarwanda, 4))],
        ["ucs2OneSegment"] = [Unicode[..65]],
        ["ucs2ThreeSegments"] = [Unicode + Unicode],
        ["smart"] = ["It’s paid: “5 000 RWF” – thank you for coming to Kigali…"],
        ["emoji"] = [string.Concat(Enumerable.Repeat("Karibu 👨‍👩‍👧‍👦 🇷🇼 👍🏽 ", 6))],
        ["han"] = [string.Concat(Enumerable.Repeat("您的包裹已到达基加利请到柜台领取", 6))],
    };
}
