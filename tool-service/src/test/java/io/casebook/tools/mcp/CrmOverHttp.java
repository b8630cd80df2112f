package io.casebook.tools.mcp;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import jakarta.servlet.Filter;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** The customer register over streamable HTTP. It can be ended and begun again, as a server is that restarts. */
final class CrmOverHttp implements AutoCloseable {
    private final Path folder;
    private final List<SyncToolSpecification> tools;
    private final Map<String, Integer> refused = new ConcurrentHashMap<>();
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
        refuses(context);
        try {
            tomcat.getConnector();
            tomcat.start();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
        port = tomcat.getConnector().getLocalPort();
    }

    /** What stands in front of the server answers calls of a tool itself, with this status. */
    void refuse(String tool, int status) {
        refused.put(tool, status);
    }

    private void refuses(Context context) {
        var filter = new FilterDef();
        filter.setFilterName("refuses");
        filter.setAsyncSupported("true");
        filter.setFilter((Filter) (request, response, chain) -> {
            var read = new Read((HttpServletRequest) request);
            var status = refused.entrySet().stream()
                    .filter(tool -> read.body.contains("\"name\":\"" + tool.getKey() + "\""))
                    .findFirst();
            if (status.isEmpty()) {
                chain.doFilter(read, response);
            } else {
                ((HttpServletResponse) response).setStatus(status.get().getValue());
            }
        });
        context.addFilterDef(filter);
        var everywhere = new FilterMap();
        everywhere.setFilterName("refuses");
        everywhere.addURLPattern("/*");
        context.addFilterMap(everywhere);
    }

    /** A request whose body was read already. */
    private static final class Read extends HttpServletRequestWrapper {
        private final String body;

        Read(HttpServletRequest request) throws IOException {
            super(request);
            body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }

        @Override
        public ServletInputStream getInputStream() {
            var bytes = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
            return new ServletInputStream() {
                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public int read(byte[] into, int offset, int length) {
                    return bytes.read(into, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("it is read at once");
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new StringReader(body));
        }
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
