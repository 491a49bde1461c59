using Notify.WhatsApp.Webhooks;

namespace Notify.WhatsApp.Tests.Webhooks;

public class WhatsAppVerificationTests
{
    [Theory]
    [InlineData("one")]
    [InlineData("two")]
    public void Answer_gives_the_challenge_for_the_token_of_any_account(string token) => Ask("subscribe", token, "1158201444").Should().Be("1158201444");

    [Theory]
    [InlineData("subscribe", "three", "1")]
    [InlineData("subscribe", "", "1")]
    [InlineData("subscribe", null, "1")]
    [InlineData("unsubscribe", "one", "1")]
    [InlineData(null, "one", "1")]
    [InlineData("subscribe", "one", null)]
    [InlineData("subscribe", "one", "")]
    [InlineData("subscribe", "ONE", "1")]
    public void Answer_refuses_the_rest(string? mode, string? token, string? challenge) => Ask(mode, token, challenge).Should().BeNull();

    private static string? Ask(string? mode, string? token, string? challenge) => new WhatsAppVerification(["one", "two", ""]).Answer(name => name switch
    {
        "hub.mode" => mode,
        "hub.verify_token" => token,
        "hub.challenge" => challenge,
        _ => null,
    });
}
