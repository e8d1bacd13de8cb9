"""The description (WSDL) of the web service, under the names that existing clients were generated from."""

import html

from portfolio.services.webservice.envelopes import NAMESPACE

PORTS = ("Soap", "HttpGet", "HttpPost")
DESCRIPTION = """<?xml version="1.0" encoding="utf-8"?>
<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:http="http://schemas.xmlsoap.org/wsdl/http/" xmlns:mime="http://schemas.xmlsoap.org/wsdl/mime/"
    xmlns:s="http://www.w3.org/2001/XMLSchema" xmlns:tns="{namespace}" targetNamespace="{namespace}">
  <wsdl:types>
    <s:schema elementFormDefault="qualified" targetNamespace="{namespace}">
      <s:element name="ProcessXML">
        <s:complexType>
          <s:sequence>
            <s:element minOccurs="0" maxOccurs="1" name="sXML" type="s:string" />
          </s:sequence>
        </s:complexType>
      </s:element>
      <s:element name="ProcessXMLResponse">
        <s:complexType>
          <s:sequence>
            <s:element minOccurs="0" maxOccurs="1" name="ProcessXMLResult">
              <s:complexType mixed="true">
                <s:sequence>
                  <s:any />
                </s:sequence>
              </s:complexType>
            </s:element>
          </s:sequence>
        </s:complexType>
      </s:element>
    </s:schema>
  </wsdl:types>
  <wsdl:message name="ProcessXMLSoapIn">
    <wsdl:part name="parameters" element="tns:ProcessXML" />
  </wsdl:message>
  <wsdl:message name="ProcessXMLSoapOut">
    <wsdl:part name="parameters" element="tns:ProcessXMLResponse" />
  </wsdl:message>
  <wsdl:message name="ProcessXMLHttpGetIn">
    <wsdl:part name="sXML" type="s:string" />
  </wsdl:message>
  <wsdl:message name="ProcessXMLHttpGetOut">
    <wsdl:part name="Body" />
  </wsdl:message>
  <wsdl:message name="ProcessXMLHttpPostIn">
    <wsdl:part name="sXML" type="s:string" />
  </wsdl:message>
  <wsdl:message name="ProcessXMLHttpPostOut">
    <wsdl:part name="Body" />
  </wsdl:message>
{port_types}
  <wsdl:binding name="WriteAttendanceSoap" type="tns:WriteAttendanceSoap">
    <soap:binding transport="http://schemas.xmlsoap.org/soap/http" />
    <wsdl:operation name="ProcessXML">
      <soap:operation soapAction="{namespace}/ProcessXML" style="document" />
      <wsdl:input>
        <soap:body use="literal" />
      </wsdl:input>
      <wsdl:output>
        <soap:body use="literal" />
      </wsdl:output>
    </wsdl:operation>
  </wsdl:binding>
  <wsdl:binding name="WriteAttendanceHttpGet" type="tns:WriteAttendanceHttpGet">
    <http:binding verb="GET" />
    <wsdl:operation name="ProcessXML">
      <http:operation location="/ProcessXML" />
      <wsdl:input>
        <http:urlEncoded />
      </wsdl:input>
      <wsdl:output>
        <mime:content part="Body" type="text/xml" />
      </wsdl:output>
    </wsdl:operation>
  </wsdl:binding>
  <wsdl:binding name="WriteAttendanceHttpPost" type="tns:WriteAttendanceHttpPost">
    <http:binding verb="POST" />
    <wsdl:operation name="ProcessXML">
      <http:operation location="/ProcessXML" />
      <wsdl:input>
        <mime:content type="application/x-www-form-urlencoded" />
      </wsdl:input>
      <wsdl:output>
        <mime:content part="Body" type="text/xml" />
      </wsdl:output>
    </wsdl:operation>
  </wsdl:binding>
  <wsdl:service name="WriteAttendance">
    <wsdl:port name="WriteAttendanceSoap" binding="tns:WriteAttendanceSoap">
      <soap:address location="{address}" />
    </wsdl:port>
    <wsdl:port name="WriteAttendanceHttpGet" binding="tns:WriteAttendanceHttpGet">
      <http:address location="{address}" />
    </wsdl:port>
    <wsdl:port name="WriteAttendanceHttpPost" binding="tns:WriteAttendanceHttpPost">
      <http:address location="{address}" />
    </wsdl:port>
  </wsdl:service>
</wsdl:definitions>
"""
PORT_TYPE = """  <wsdl:portType name="WriteAttendance{port}">
    <wsdl:operation name="ProcessXML">
      <wsdl:input message="tns:ProcessXML{port}In" />
      <wsdl:output message="tns:ProcessXML{port}Out" />
    </wsdl:operation>
  </wsdl:portType>"""


def description(*, address: str) -> bytes:
    """The WSDL, with the address at which the service was asked for it."""
    port_types = "\n".join(PORT_TYPE.format(port=port) for port in PORTS)
    text = DESCRIPTION.format(namespace=NAMESPACE, port_types=port_types, address=html.escape(address))
    return text.encode()
