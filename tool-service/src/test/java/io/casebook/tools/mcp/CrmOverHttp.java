package io.casebook.tools.mcp;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.file.Path;
import java.util.List;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** The customer register over streamable HTTP. It can be ended and begun again, as a server is that restarts. */
final class CrmOverHttp implements AutoCloseable {
    private final Path folder;
    private final List<SyncToolSpecification> tools;
    private int port;

    @SuppressWarnings("NullAway.Init") // set by start
    private Tomcat tomcat;

    @SuppressWarnings("NullAway.Init") // set by start
    private McpSyncServer server;

    CrmOverHttp(Path folder, List<SyncToolSpecification> tools) {
        this.folder = folder;
        this.tools = tools;
        start();
    }

    void start() {
        var transport = HttpServletStreamableServerTransportProvider.builder()
                .mcpEndpoint("/mcp")
                .build();
        server = McpServer.sync(transport)
                .serverInfo("crm", "1")
                .capabilities(McpSchema.ServerCapabilities.builder().tools(true).build())
                .tools(tools)
                .build();
        tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(port);
        tomcat.setSilent(true);
        var context = tomcat.addContext("", folder.toString());
        Tomcat.addServlet(context, "mcp", transport).setAsyncSupported(true);
        context.addServletMappingDecoded("/mcp", "mcp");
        try {
            tomcat.getConnector();
            tomcat.start();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
        port = tomcat.getConnector().getLocalPort();
    }

    String url() {
        return "http://localhost:" + port + "/mcp";
    }

    /** Has the server change what it offers, without a word to its clients. */
    void change(SyncToolSpecification tool) {
        server.removeTool(tool.tool().name());
        server.addTool(tool);
    }

    void stop() {
        try {
            server.close();
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
