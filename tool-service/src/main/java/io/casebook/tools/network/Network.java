package io.casebook.tools.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which addresses calls may go to. A definition names hosts; what a name stands for is decided by whoever runs its DNS, and may
 * change between two lookups. So every address is looked at when a connection is made, and the connection goes to the address
 * that was looked at. Thread-safe.
 */
public final class Network {
    /** What an installation declares whose services listen on this machine alone. */
    public static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.0/8", "::1");

    /** Whoever can reach these can often ask for the keys of the machine; a name never leads there. */
    private static final List<AddressBlock> LINK_LOCAL = blocks("169.254.0.0/16", "fe80::/10", "fd00:ec2::254");

    /** Beside what Java itself knows as local: shared, reserved, for documentation, for tests, for translation. */
    private static final List<AddressBlock> SPECIAL = blocks(
            "0.0.0.0/8",
            "100.64.0.0/10",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "240.0.0.0/4",
            "64:ff9b::/96",
            "64:ff9b:1::/48",
            "100::/64",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "fc00::/7");

    private final List<String> declared = new ArrayList<>();
    private final Set<String> hosts = new HashSet<>();
    private final List<AddressBlock> blocks = new ArrayList<>();

    private Network(List<String> entries) {
        for (var entry : entries) {
            var text = entry.strip().toLowerCase(Locale.ROOT);
            declared.add(text);
            var block = AddressBlock.of(text);
            if (block != null) {
                blocks.add(block);
            } else if (text.matches("[a-z0-9_]([a-z0-9._-]{0,252}[a-z0-9])?")) {
                hosts.add(text);
            } else {
                throw new IllegalArgumentException(
                        "casebook.tools.private-hosts has '%s'; write names, addresses or blocks such as 10.1.0.0/16, with commas between"
                                .formatted(entry));
            }
        }
    }

    /**
     * The network of an installation.
     *
     * @param declared names, addresses and blocks of addresses that may be private
     */
    public static Network of(List<String> declared) {
        return new Network(declared);
    }

    /** Public addresses alone. */
    public static Network ofPublicAddresses() {
        return new Network(List.of());
    }

    /** Every address there is: for a command that somebody gives on a machine of his own. */
    public static Network ofAllAddresses() {
        return new Network(List.of("0.0.0.0/0", "::/0"));
    }

    /** What the installation declares, with commas between. */
    public String declared() {
        return String.join(",", declared);
    }

    /**
     * The addresses of a host, if calls may go to every one of them.
     *
     * @param host its name, or an address
     * @throws ForbiddenAddressException where one is private and not declared
     */
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var name = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        var addresses = InetAddress.getAllByName(name);
        for (var address : addresses) {
            requireAllowed(name, address);
        }
        return addresses;
    }

    /**
     * Refuses an address that calls may not go to.
     *
     * @param host the name that stands for it, or the address as it is written
     * @throws ForbiddenAddressException where it is private and not declared
     */
    public void requireAllowed(String host, InetAddress address) throws ForbiddenAddressException {
        if (!allows(host, address)) {
            throw new ForbiddenAddressException(host);
        }
    }

    private boolean allows(String host, InetAddress address) {
        if (blocks.stream().anyMatch(block -> block.contains(address))) {
            return true;
        }
        if (isIn(LINK_LOCAL, address)) {
            return false;
        }
        return hosts.contains(host.toLowerCase(Locale.ROOT)) || !isPrivate(address);
    }

    private static boolean isPrivate(InetAddress address) {
        return address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || isIn(SPECIAL, address);
    }

    private static boolean isIn(List<AddressBlock> blocks, InetAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }

    private static List<AddressBlock> blocks(String... texts) {
        return Arrays.stream(texts)
                .flatMap(text -> Stream.ofNullable(AddressBlock.of(text)))
                .toList();
    }
}
