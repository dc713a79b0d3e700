using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Notebooks.Tests;

/// <summary>The dev container's file against the specification of dev containers (containers.dev), and against this tree.</summary>
public sealed class DevContainerTests
{
    private static readonly string _folder = Path.Combine(CourseFiles.Tree.Root, ".devcontainer");

    // The properties of a container that is made from an image, as the specification has them. What is not here is a slip.
    private static readonly Dictionary<string, Func<JsonNode?, bool>> _properties = new()
    {
        ["name"] = IsText, ["image"] = IsText, ["features"] = node => IsMap(node, _ => true), ["overrideFeatureInstallOrder"] = node => IsList(node, IsText),
        ["containerEnv"] = node => IsMap(node, IsText), ["remoteEnv"] = node => IsMap(node, value => value is null || IsText(value)),
        ["containerUser"] = IsText, ["remoteUser"] = IsText, ["updateRemoteUserUID"] = IsFlag, ["mounts"] = node => node is JsonArray,
        ["workspaceFolder"] = IsText, ["workspaceMount"] = IsText, ["runArgs"] = node => IsList(node, IsText), ["overrideCommand"] = IsFlag,
        ["init"] = IsFlag, ["privileged"] = IsFlag, ["capAdd"] = node => IsList(node, IsText), ["securityOpt"] = node => IsList(node, IsText),
        ["appPort"] = node => IsNumber(node) || IsText(node) || node is JsonArray,
        ["shutdownAction"] = node => IsOneOf(node, "none", "stopContainer"),
        ["forwardPorts"] = node => IsList(node, port => IsNumber(port) || IsText(port)), ["portsAttributes"] = node => node is JsonObject, ["otherPortsAttributes"] = node => node is JsonObject,
        ["initializeCommand"] = IsCommand, ["onCreateCommand"] = IsCommand, ["updateContentCommand"] = IsCommand,
        ["postCreateCommand"] = IsCommand, ["postStartCommand"] = IsCommand, ["postAttachCommand"] = IsCommand,
        ["waitFor"] = node => IsOneOf(node, "initializeCommand", "onCreateCommand", "updateContentCommand", "postCreateCommand", "postStartCommand"),
        ["userEnvProbe"] = node => IsOneOf(node, "none", "loginShell", "loginInteractiveShell", "interactiveShell"),
        ["hostRequirements"] = node => node is JsonObject needs && needs.All(need => need.Key switch
        {
            "cpus" => IsNumber(need.Value) && (int)need.Value! >= 1,
            "memory" or "storage" => IsText(need.Value) && Regex.IsMatch((string)need.Value!, @"^\d+([tgmk]b)?$"),
            "gpu" => true,
            _ => false,
        }),
        ["secrets"] = node => IsMap(node, secret => secret is JsonObject), ["customizations"] = node => IsMap(node, tool => tool is JsonObject), ["$schema"] = IsText,
    };

    [Fact]
    public void Every_property_is_one_of_the_specification_and_of_its_form() => Assert.Empty(Slips(Container()));

    [Theory]
    [InlineData("""{ "image": "i", "postCreateCommands": "x" }""", "postCreateCommands")]
    [InlineData("""{ "image": "i", "hostRequirements": { "cpus": "2" } }""", "hostRequirements")]
    [InlineData("""{ "image": "i", "hostRequirements": { "memory": "4 GB" } }""", "hostRequirements")]
    [InlineData("""{ "image": "i", "containerEnv": { "A": 1 } }""", "containerEnv")]
    [InlineData("""{ "image": "i", "waitFor": "prepare" }""", "waitFor")]
    [InlineData("""{ "image": "i", "updateContentCommand": [1] }""", "updateContentCommand")]
    [InlineData("""{ "image": "i", "extensions": [] }""", "extensions")]
    [InlineData("""{ "name": "n" }""", "image")]
    public void A_slip_is_found(string file, string property) => Assert.Equal([property], Slips(JsonNode.Parse(file)!.AsObject()));

    [Fact]
    public void Its_commands_are_scripts_of_this_tree_which_the_gate_runs()
    {
        string gate = File.ReadAllText(Path.Combine(CourseFiles.Tree.Root, ".ci", "run"));
        string[] commands = [.. Container().Where(property => property.Key.EndsWith("Command", StringComparison.Ordinal)).Select(property => (string)property.Value!)];
        Assert.NotEmpty(commands);
        Assert.All(commands, command =>
        {
            string script = Regex.Match(command, @"^bash (\.devcontainer/[\w-]+\.sh)$").Groups[1].Value;
            Assert.True(File.Exists(Path.Combine(CourseFiles.Tree.Root, script)), command);
            Assert.Contains(command, gate, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void What_opens_first_exists_and_is_shown_as_a_page()
    {
        string opened = (string)Assert.Single(Container()["customizations"]!["codespaces"]!["openFiles"]!.AsArray())!;
        Assert.True(File.Exists(Path.Combine(CourseFiles.Tree.Root, opened)), opened);
        Assert.Equal("vscode.markdown.preview.editor", (string?)Container()["customizations"]!["vscode"]!["settings"]!["workbench.editorAssociations"]![Path.GetFileName(opened)]);
        foreach (Match link in Regex.Matches(File.ReadAllText(Path.Combine(CourseFiles.Tree.Root, opened)), @"\]\(([^)]+)\)"))
        {
            Assert.True(File.Exists(Path.Combine(_folder, link.Groups[1].Value)), link.Value);
        }
    }

    [Fact]
    public void It_asks_for_the_same_extensions_as_a_clone_and_turns_nobody_away()
    {
        JsonNode clone = Read(Path.Combine(CourseFiles.Tree.Root, ".vscode", "extensions.json"));
        string[] recommended = Texts(clone["recommendations"]);
        Assert.Equal(recommended, Texts(Container()["customizations"]!["vscode"]!["extensions"]));
        Assert.Null(clone["unwantedRecommendations"]);
        Assert.Equal(["EditorConfig.EditorConfig", "ms-dotnettools.csharp", "ms-toolsai.jupyter", "ms-toolsai.jupyter-renderers"], recommended.Order(StringComparer.Ordinal));
    }

    private static string[] Slips(JsonObject file) =>
        [.. file.Where(property => !_properties.TryGetValue(property.Key, out var fits) || !fits(property.Value)).Select(property => property.Key), .. file.ContainsKey("image") ? [] : new[] { "image" }];

    private static JsonObject Container() => Read(Path.Combine(_folder, "devcontainer.json")).AsObject();

    private static JsonNode Read(string path) => JsonNode.Parse(File.ReadAllText(path))!;

    private static string[] Texts(JsonNode? list) => [.. list!.AsArray().Select(item => (string)item!)];

    private static bool IsText(JsonNode? node) => node?.GetValueKind() is JsonValueKind.String;

    private static bool IsNumber(JsonNode? node) => node?.GetValueKind() is JsonValueKind.Number;

    private static bool IsFlag(JsonNode? node) => node?.GetValueKind() is JsonValueKind.True or JsonValueKind.False;

    private static bool IsOneOf(JsonNode? node, params string[] words) => IsText(node) && words.Contains((string)node!);

    private static bool IsList(JsonNode? node, Func<JsonNode?, bool> fits) => node is JsonArray list && list.All(fits);

    private static bool IsMap(JsonNode? node, Func<JsonNode?, bool> fits) => node is JsonObject map && map.All(entry => fits(entry.Value));

    // One text for a shell, a list for a program and its arguments, or several of these by name, which run at once.
    private static bool IsCommand(JsonNode? node) => IsText(node) || IsList(node, IsText) || IsMap(node, command => IsText(command) || IsList(command, IsText));
}
