using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Notify.Emulators.Tests.Support;

/// <summary>What the emulator answered.</summary>
public sealed record Answer(HttpStatusCode Status, JsonElement Body, HttpResponseHeaders Headers)
{
    public string MessageId => Body.GetProperty("messages")[0].GetProperty("id").GetString()!;

    public JsonElement Error => Body.GetProperty("error");

    public int Code => Error.GetProperty("code").GetInt32();

    public string Details => Error.GetProperty("error_data").GetProperty("details").GetString()!;
}
