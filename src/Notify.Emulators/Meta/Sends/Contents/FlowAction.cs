using System.Text.Json;
using Notify.Emulators.Meta.Checking;
using Notify.Emulators.Meta.Errors;

namespace Notify.Emulators.Meta.Sends.Contents;

internal static class FlowAction
{
    private const string Path = "interactive.action";
    private const string ParametersPath = Path + ".parameters";
    private const int LongestCallToAction = 30;

    public static IReadOnlyList<MessageButton> Read(JsonElement action, RequestCheck check)
    {
        check.Only(action, Path, "name", "parameters");
        check.OneOf(action, Path, "name", "flow");
        var parameters = check.Object(action, Path, "parameters");
        check.Only(
            parameters, ParametersPath, "flow_message_version", "flow_id", "flow_name", "flow_cta", "flow_token", "flow_action", "flow_action_payload", "mode");
        check.OneOf(parameters, ParametersPath, "flow_message_version", "3");
        check.Require(
            check.Has(parameters, "flow_id") != check.Has(parameters, "flow_name"),
            () => MetaError.Invalid(ParametersPath, "must have exactly one of flow_id and flow_name"));
        check.OptionalText(parameters, ParametersPath, "flow_id");
        check.OptionalText(parameters, ParametersPath, "flow_name");
        check.OptionalText(parameters, ParametersPath, "flow_token");
        if (check.Has(parameters, "flow_action"))
        {
            check.OneOf(parameters, ParametersPath, "flow_action", "navigate", "data_exchange");
        }

        return [new MessageButton("flow", check.Text(parameters, ParametersPath, "flow_cta", LongestCallToAction), Value: null)];
    }
}
